namespace Seedbed.Cli.Programs;

using System.Diagnostics;
using System.Text.Json;
using Seedbed.Cli.Local;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;

/// <summary>The training programs of the installed trainer executable, as it describes them.</summary>
internal static class InstalledPrograms
{
    /// <summary>Asks the executable with <c>describe</c>, or the cache if the same build was asked before.</summary>
    /// <returns>By name.</returns>
    /// <exception cref="InfrastructureException">The executable failed, or printed something else.</exception>
    public static async Task<IReadOnlyList<ProgramDescription>> ReadAsync(
        string trainer, DescriptionCache cache, CancellationToken cancellation)
    {
        var key = BuildHash.Of(trainer);
        if (cache.Find(key) is { } kept && Parse(kept) is { } known) return known;

        var text = await DescribeAsync(trainer, cancellation);
        var programs = Parse(text)
            ?? throw new InfrastructureException($"{trainer} describe printed no program descriptions: {text}");
        cache.Keep(key, text);
        return programs;
    }

    private static async Task<string> DescribeAsync(string trainer, CancellationToken cancellation)
    {
        using var process = Process.Start(ChildExecutables.StartOf(trainer, "describe"))
            ?? throw new InfrastructureException($"{trainer} did not start.");
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? await output
                : throw new InfrastructureException(
                    $"{trainer} describe ended with exit code {process.ExitCode}: {await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <returns>Null if the text is not a list of descriptions.</returns>
    private static ProgramDescription[]? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ApiJson.Default.IReadOnlyListProgramDescription)
                ?.OrderBy(program => program.Name, StringComparer.Ordinal).ToArray();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
