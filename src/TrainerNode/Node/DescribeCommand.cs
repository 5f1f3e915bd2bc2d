namespace Seedbed.TrainerNode.Node;

using System.CommandLine;
using Seedbed.Training.Programs;

/// <summary>The verb <c>describe</c>: prints what the programs say of themselves. Loads no libtorch.</summary>
public static class DescribeCommand
{
    public static Command Create(IReadOnlyList<ITrainingProgram> programs)
    {
        var command = new Command("describe", "Prints the descriptions of all programs as one JSON array.");
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine(Describe(programs)));
        return command;
    }

    public static string Describe(IReadOnlyList<ITrainingProgram> programs) =>
        $"[{string.Join(",\n", programs.Select(program => program.Description.ToJson()))}]";
}
