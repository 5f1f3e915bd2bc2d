namespace Seedbed.TrainerNode.Programs.Own;

using System.CommandLine;

/// <summary>The option <c>--programs</c>, the same for every verb that needs the programs themselves.</summary>
public static class ProgramsOption
{
    public const string Name = "--programs";

    /// <summary>Exit code for files of programs with mistakes, which are on standard error, one a line.</summary>
    public const int Mistaken = 2;

    public static Option<string[]> Create() => new(Name)
    {
        HelpName = "DLL",
        Description = "An assembly with training programs of your own; may be given more than once.",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The option as another process of this executable takes it.</summary>
    public static IEnumerable<string> ToArguments(IEnumerable<string> files) =>
        files.SelectMany(file => (string[])[Name, file]);
}
