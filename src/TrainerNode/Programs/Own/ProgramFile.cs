namespace Seedbed.TrainerNode.Programs.Own;

using System.Reflection;
using Seedbed.Training.Programs;

/// <summary>Finds the programs in one file, or what is wrong with it.</summary>
internal sealed class ProgramFile(string path)
{
    private const string WhatAProgramIs =
        "a program is a public class with a constructor without parameters that implements ITrainingProgram "
        + "or derives from SoloProgram";

    private readonly List<string> _mistakes = [];
    private readonly List<OwnProgram> _programs = [];

    /// <summary>Each begins with the file, then says what is wrong and what to do.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>In ordinal order of their types' names.</summary>
    public IReadOnlyList<OwnProgram> Programs => _programs;

    public static ProgramFile Read(string path)
    {
        var file = new ProgramFile(path);
        if (file.ReadImages() is { } images && file.IsFit(images)) file.FindPrograms(images);
        return file;
    }

    private ProgramImages? ReadImages()
    {
        try
        {
            return new(path);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            Say("there is no such file. Build the project, and give the .dll that the build makes.");
        }
        catch (BadImageFormatException other)
        {
            Say($"not a .NET assembly. Give the .dll that the build of a project makes. {other.Message}");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Say($"cannot be read: {refused.Message}");
        }

        return null;
    }

    private bool IsFit(ProgramImages images)
    {
        var ours = SharedAssemblies.Training;
        var theirs = images.References.Find(reference => reference.Name == ours.Name);
        if (theirs is null)
            Say($"no program in it: it does not reference {ours.Name}, and {WhatAProgramIs}.");
        else if (theirs.Version?.Major != ours.Version?.Major)
            Say($"built against {ours.Name} {theirs.Version}; this trainer has {ours.Version}. "
                + $"Build it against {ours.Name} {ours.Version?.Major}.x, or train it with a trainer of its version.");

        foreach (var missing in images.Missing)
            Say($"needs {missing.Name} {missing.Version}, which does not lie beside it. "
                + "<EnableDynamicLoading>true</EnableDynamicLoading> in its project makes the build put it there.");
        return _mistakes.Count == 0;
    }

    private void FindPrograms(ProgramImages images)
    {
        Type[] types;
        try
        {
            types = [.. new ProgramContext(images).LoadProgram().GetTypes().Where(IsMeant)
                .OrderBy(type => type.FullName, StringComparer.Ordinal)];
        }
        catch (Exception broken) when (broken is ReflectionTypeLoadException or TypeLoadException or IOException)
        {
            Say($"its types do not load: {broken.Message} Build it against {SharedAssemblies.Training}.");
            return;
        }

        foreach (var type in types.Where(IsProgram)) Make(type, images.Hash);
        if (types.Any(IsProgram)) return;

        var near = string.Join(", ", types.Select(type => type.FullName));
        Say($"no program in it: {WhatAProgramIs}{(near.Length > 0 ? $"; {near} is not such a class" : "")}.");
    }

    /// <summary>Whatever a user's class throws is told, and what it prints is chatter.</summary>
    private void Make(Type type, string hash)
    {
        var doing = "its constructor";
        try
        {
            var program = (ITrainingProgram)Activator.CreateInstance(
                type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
                binder: null, args: null, culture: null)!;
            doing = "its Description";
            var own = new OwnProgram(program, hash);
            if (MistakeIn(own.Description) is { } mistake) Say($"{type.FullName}: its Description {mistake}.");
            else _programs.Add(own);
        }
        catch (Exception thrown)
        {
            var cause = thrown is TypeInitializationException { InnerException: { } inner } ? inner : thrown;
            var place = cause.StackTrace?.Split('\n')[0].Trim();
            Say($"{type.FullName}: {doing} threw {cause.GetType().Name}: {cause.Message} ({place})");
        }
    }

    /// <summary>What studies could not be validated by; null if all is well.</summary>
    private static string? MistakeIn(ProgramDescription description)
    {
        if (string.IsNullOrWhiteSpace(description.Name)) return "has an empty Name";
        if (description.MaxLanes < 1) return $"has MaxLanes {description.MaxLanes}, and a pack has at least one lane";

        var twice = description.Parameters.Select(parameter => $"parameter '{parameter.Name}'")
            .Concat(description.Metrics.Select(metric => $"metric '{metric.Name}'"))
            .CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key;
        return twice is null ? null : $"has the {twice} twice";
    }

    private static bool IsMeant(Type type) =>
        type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(ITrainingProgram));

    private static bool IsProgram(Type type) => type.IsVisible && type.GetConstructor([]) is not null;

    private void Say(string mistake) => _mistakes.Add($"{path}: {mistake}");
}
