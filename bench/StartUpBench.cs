namespace Seedbed.Bench;

using System.CommandLine;
using System.Diagnostics;
using Seedbed.Cli.Local;

/// <summary>From the start of a built <c>seedbed run</c> to the first training step, and where the time goes.</summary>
internal static class StartUpBench
{
    private const string Study = """
        name: start-up
        program: mlp-teacher
        seeds: 1
        base: { steps: 1 }
        configs: { only: {} }
        report: { metrics: [loss] }
        """;

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5 };
        var command = new Command("start-up", "Seconds from 'seedbed run' to a one-step job's lease and outcome.") { rounds };
        command.SetAction(async (parsed, _) =>
        {
            var table = new Table("round", "to the first lease, s", "to its outcome (1 step, upper bound), s", "whole command, s");
            for (var round = 1; round <= parsed.GetRequiredValue(rounds); round++) await MeasureAsync(round, table);
        });
        return command;
    }

    private static async Task MeasureAsync(int round, Table table)
    {
        var folder = Directory.CreateTempSubdirectory("seedbed-bench-");
        var file = Path.Combine(folder.FullName, "start-up.yaml");
        await File.WriteAllTextAsync(file, Study);
        var results = Path.Combine(folder.FullName, "results");

        var begun = TimeProvider.System.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        var start = ChildExecutables.StartOf(
            BuiltTool.Path, "run", file, "--out", results, "--json", "--slots", "2");
        using var run = Process.Start(start) ?? throw new InvalidOperationException("seedbed did not start.");
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        var whole = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (run.ExitCode != 0) throw new InvalidOperationException($"seedbed run ended with {run.ExitCode}: {output}");

        var times = StudyTimes.Read(Path.Combine(results, ".seedbed"), "start-up");
        table.Add(round, (times.FirstLease - begun).TotalSeconds, (times.LastEnd - begun).TotalSeconds, whole);
        folder.Delete(recursive: true);
    }
}
