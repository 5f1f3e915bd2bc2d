namespace Seedbed.TrainerNode.Programs.Own;

using Seedbed.Training.Programs;

/// <summary>The programs of a trainer to which files of users' programs were given.</summary>
public static class OwnPrograms
{
    /// <summary>
    /// Loads the files and adds their programs to the built-in ones. Runs users' constructors; loads no libtorch unless
    /// they do.
    /// </summary>
    /// <returns>In ordinal order of their names.</returns>
    /// <exception cref="ProgramMistakesException">A file has no program, or a program cannot be used.</exception>
    public static IReadOnlyList<ITrainingProgram> AddTo(
        IReadOnlyList<ITrainingProgram> builtIn, IEnumerable<string> files)
    {
        var mistakes = new List<string>();
        var taken = builtIn.ToDictionary(program => program.Description.Name, _ => "a built-in program");
        var own = new List<OwnProgram>();
        foreach (var path in files.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal))
        {
            var file = ProgramFile.Read(path);
            mistakes.AddRange(file.Mistakes);
            foreach (var program in file.Programs)
            {
                var (name, type) = (program.Description.Name, program.Program.GetType().FullName);
                if (taken.TryAdd(name, $"{type} of {path}")) own.Add(program);
                else mistakes.Add($"{path}: {type} calls itself '{name}', as {taken[name]} does. Choose another Name.");
            }
        }

        if (mistakes.Count > 0) throw new ProgramMistakesException(mistakes);
        return [.. builtIn.Concat(own).OrderBy(program => program.Description.Name, StringComparer.Ordinal)];
    }
}

/// <summary>What is wrong with files of programs, all of it.</summary>
/// <param name="mistakes">Each names its file, what is wrong and what to do.</param>
public sealed class ProgramMistakesException(IReadOnlyList<string> mistakes) : Exception(string.Join('\n', mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
