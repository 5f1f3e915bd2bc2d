using System.CommandLine;
using System.CommandLine.Invocation;
using Seedbed.Cli;
using Seedbed.Cli.Api;
using Seedbed.Cli.Commands;
using Seedbed.Cli.Programs;

var root = new RootCommand("""
    Trains a grid of seeds × configs × ablations and shows means and deviations over seeds while it runs.

    Exit codes:
      0    all jobs completed or diverged
      1    the study ended, but jobs failed
      2    mistakes in the arguments, the study file or own programs: nothing was started; or a study that was begun
           with another program or other data, which nobody accepted: nothing was changed
      3    a process died too often, or a file could not be read or written
      130  stopped by Ctrl+C or SIGTERM; what is done is kept (a second Ctrl+C kills)
    """)
{
    RunCommand.Create(),
    PlanCommand.Create(),
    DataCommand.Create(),
    DescribeCommand.Create(),
};

try
{
    var parsed = root.Parse(args);
    if (parsed.Action is ParseErrorAction refusal) refusal.ShowHelp = args.Length == 0;
    var code = await parsed.InvokeAsync(
        new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    return parsed.Errors.Count > 0 ? ExitCode.Invalid : code;
}
catch (OperationCanceledException)
{
    return ExitCode.Interrupted;
}
catch (ProgramFilesException mistaken)
{
    await Console.Error.WriteLineAsync($"{mistaken.Message}\nNothing was started.");
    return ExitCode.Invalid;
}
catch (ChangesNotAcceptedException refused)
{
    await Console.Error.WriteLineAsync($"{refused.Message}\nNothing was changed.");
    return ExitCode.Invalid;
}
catch (Exception exception) when (
    exception is InfrastructureException or InvalidDataException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"seedbed: {exception.Message}");
    return ExitCode.Infrastructure;
}
