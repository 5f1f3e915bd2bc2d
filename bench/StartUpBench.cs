namespace Seedbed.Bench;

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
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

    /// <summary>What a line of the coordinator's log says, and the first text that says it.</summary>
    private static readonly (string Column, string Text)[] Milestones =
    [
        ("coordinator's actor system, s", "Starting remoting"),
        ("cluster formed, s", "Singleton manager started"),
        ("journal ready, trainer joins, s", "Received InitJoin"),
    ];

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5 };
        var command =
            new Command("start-up", "Seconds from 'seedbed run' to a one-step job's lease and outcome.") { rounds };
        command.SetAction(async (parsed, _) =>
        {
            var table = new Table(
            [
                "round", .. Milestones.Select(milestone => milestone.Column),
                "first lease, s", "outcome of one step, s", "whole command, s",
            ]);
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
        using var run = Process.Start(
            ChildExecutables.StartOf(BuiltTool.Path, "run", file, "--out", results, "--json", "--slots", "2"))
            ?? throw new InvalidOperationException("seedbed did not start.");
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        var whole = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (run.ExitCode != 0) throw new InvalidOperationException($"seedbed run ended with {run.ExitCode}: {output}");

        var state = Path.Combine(results, ".seedbed");
        var log = await File.ReadAllLinesAsync(Path.Combine(state, "coordinator.log"));
        var times = StudyTimes.Read(state, "start-up");
        DateTimeOffset[] instants =
            [.. Milestones.Select(milestone => TimeOf(log, milestone.Text)), times.FirstLease, times.LastEnd];
        table.Add([round, .. instants.Select(instant => (object)(instant - begun).TotalSeconds), whole]);
        folder.Delete(recursive: true);
    }

    /// <summary>When the log first says so; its lines begin with their time.</summary>
    private static DateTimeOffset TimeOf(IEnumerable<string> log, string text) => DateTimeOffset.Parse(
        log.First(line => line.Contains(text, StringComparison.Ordinal)).Split(' ')[0], CultureInfo.InvariantCulture);
}
