namespace Seedbed.Cli.Commands;

using System.CommandLine;
using Seedbed.Cli.Local;
using Seedbed.Cli.Plans;
using Seedbed.Cli.Programs;

/// <summary><c>seedbed describe [PROGRAM]</c>: the installed programs and what studies may ask of them.</summary>
internal static class DescribeCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("PROGRAM")
        {
            Description = "Name of a program; without it all are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var files = StudyArguments.Programs();
        var command = new Command("describe", "Shows the installed programs with their parameters and metrics.")
        {
            name, files,
        };
        command.SetAction((parsed, cancellation) => DescribeAsync(
            parsed.GetValue(name), ProgramFiles.Of(parsed.GetRequiredValue(files)), cancellation));
        return command;
    }

    private static async Task<int> DescribeAsync(string? name, ProgramFiles files, CancellationToken cancellation)
    {
        var executables = ChildExecutables.FindBeside(AppContext.BaseDirectory);
        var programs = await InstalledPrograms.ReadAsync(
            executables.Trainer, files, DescriptionCache.OfUser(), cancellation);
        var screen = Screen.Open();
        if (name is null)
        {
            ProgramTables.PrintAll(screen, programs);
            return ExitCode.Success;
        }

        if (programs.FirstOrDefault(candidate => candidate.Name == name) is { } program)
        {
            ProgramTables.Print(screen, program);
            return ExitCode.Success;
        }

        var installed = string.Join(", ", programs.Select(candidate => candidate.Name));
        await Console.Error.WriteLineAsync($"There is no program '{name}'. Installed are {installed}.");
        return ExitCode.Invalid;
    }
}
