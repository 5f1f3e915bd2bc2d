namespace Seedbed.Cli.Tests.Processes;

using System.Diagnostics;
using Xunit;

/// <summary>The SDK's <c>dotnet</c> as somebody types it, leaving no build server behind.</summary>
internal static class DotnetCommand
{
    private static readonly (string Name, string Value)[] Surroundings =
    [
        ("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), ("UseSharedCompilation", "false"),
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"),
    ];

    /// <summary>Runs it to its end, which must be a good one.</summary>
    /// <param name="packages">Where packages are restored to; the user's own folder if null.</param>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string folder, string? packages, params IEnumerable<string> arguments)
    {
        var command = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Surroundings) command.Environment[name] = value;
        if (packages is not null) command.Environment["NUGET_PACKAGES"] = packages;

        using var process = Process.Start(command)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(SeedbedProcess.Patience);
            Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{await output}{await errors}");
            return await output;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
