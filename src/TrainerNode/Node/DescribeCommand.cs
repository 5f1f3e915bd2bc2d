namespace Seedbed.TrainerNode.Node;

using System.CommandLine;
using Seedbed.TrainerNode.Programs.Own;
using Seedbed.Training.Programs;

/// <summary>
/// The verb <c>describe</c>: prints what the programs say of themselves. Loads no libtorch, unless a user's program
/// does while it describes itself.
/// </summary>
public static class DescribeCommand
{
    public const string Name = "describe";

    public static Command Create(IReadOnlyList<ITrainingProgram> builtIn)
    {
        var files = ProgramsOption.Create();
        var command = new Command(Name, "Prints the descriptions of all programs as one JSON array.") { files };
        command.SetAction(parsed => Run(
            builtIn, parsed.GetRequiredValue(files),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    public static string Describe(IReadOnlyList<ITrainingProgram> programs) =>
        $"[{string.Join(",\n", programs.Select(program => program.Description.ToJson()))}]";

    private static int Run(
        IReadOnlyList<ITrainingProgram> builtIn, IReadOnlyList<string> files, TextWriter output, TextWriter error)
    {
        Console.SetOut(error); // what a user's constructor prints is no description
        try
        {
            output.WriteLine(Describe(OwnPrograms.AddTo(builtIn, files)));
            return 0;
        }
        catch (ProgramMistakesException mistaken)
        {
            error.WriteLine(mistaken.Message);
            return ProgramsOption.Mistaken;
        }
    }
}
