using System.CommandLine;
using Seedbed.Cli;
using Seedbed.Cli.Commands;

var root = new RootCommand("Trains a grid of seeds × configs × ablations and tells which differences are real.")
{
    RunCommand.Create(),
    PlanCommand.Create(),
    DescribeCommand.Create(),
};

try
{
    var parsed = root.Parse(args);
    var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    return parsed.Errors.Count > 0 ? ExitCode.Invalid : code;
}
catch (OperationCanceledException)
{
    return ExitCode.Interrupted;
}
catch (Exception exception) when (exception is InfrastructureException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"seedbed: {exception.Message}");
    return ExitCode.Infrastructure;
}
