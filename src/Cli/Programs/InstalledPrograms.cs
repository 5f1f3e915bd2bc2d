namespace Seedbed.Cli.Programs;

using System.Diagnostics;
using System.Text.Json;
using Seedbed.Cli.Local;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;

/// <summary>The training programs of the installed trainer executable, as it describes them.</summary>
internal static class InstalledPrograms
{
    /// <summary>The executable's exit code for files of programs with mistakes, which it printed.</summary>
    private const int Mistaken = 2;

    /// <summary>Asks the executable with <c>describe</c>, or the cache if the same build was asked before.</summary>
    /// <returns>By name.</returns>
    /// <exception cref="InfrastructureException">The executable failed, or printed something else.</exception>
    /// <exception cref="ProgramFilesException">There are mistakes in the files of programs.</exception>
    public static async Task<IReadOnlyList<ProgramDescription>> ReadAsync(
        string trainer, ProgramFiles files, DescriptionCache cache, CancellationToken cancellation)
    {
        var key = BuildHash.Of(trainer, files);
        if (cache.Find(key) is { } kept && Parse(kept) is { } known) return known;

        var text = await DescribeAsync(trainer, files, cancellation);
        var programs = Parse(text)
            ?? throw new InfrastructureException($"{trainer} describe printed no program descriptions: {text}");
        cache.Keep(key, text);
        return programs;
    }

    private static async Task<string> DescribeAsync(
        string trainer, ProgramFiles files, CancellationToken cancellation)
    {
        using var process = Process.Start(ChildExecutables.StartOf(trainer, ["describe", .. files.Arguments]))
            ?? throw new InfrastructureException($"{trainer} did not start.");
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode switch
            {
                0 => await output,
                Mistaken when files.Paths.Count > 0 => throw new ProgramFilesException((await errors).Trim()),
                var code => throw new InfrastructureException(
                    $"{trainer} describe ended with exit code {code}: {await errors}"),
            };
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
