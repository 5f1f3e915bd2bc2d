namespace Seedbed.Bench.Recovery;

using System.CommandLine;
using System.Diagnostics;

/// <summary>
/// How long a coordinator that was killed needs until it answers and grants leases, and how much memory.
/// </summary>
internal static class RecoveryBench
{
    private const string Study = "recovered";

    public static Command Create()
    {
        var jobs = new Option<int>("--jobs")
        {
            DefaultValueFactory = _ => 100_000,
            Description = "Jobs of the study that is complete.",
        };
        var points = new Option<int[]>("--points")
        {
            DefaultValueFactory = _ => [10, 100],
            AllowMultipleArgumentsPerToken = true,
            Description = "Metric points of each of its jobs; a study for each number.",
        };
        var half = new Option<int>("--half-done")
        {
            DefaultValueFactory = _ => 10_000,
            Description = "Jobs of the study that is half done.",
        };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var command = new Command("recovery", "A coordinator that is killed: to its first answer, lease, its memory.")
        {
            jobs, points, half, rounds,
        };
        command.SetAction(async (parsed, _) =>
        {
            await MeasureAnswersAsync(
                parsed.GetRequiredValue(jobs), parsed.GetRequiredValue(points), parsed.GetRequiredValue(rounds));
            await MeasureLeasesAsync(parsed.GetRequiredValue(half), parsed.GetRequiredValue(rounds));
        });
        return command;
    }

    private static async Task MeasureAnswersAsync(int jobs, int[] points, int rounds)
    {
        var table = new Table(
            "jobs", "points", "journal, MB", "round", "start to ready, s", "start to first answer, s",
            "processor time, s", "peak memory, MB", "load");
        await RestartAsync(jobs: 0, points: 0);
        foreach (var pointsOfJob in points) await RestartAsync(jobs, pointsOfJob);

        async Task RestartAsync(int jobs, int points)
        {
            await using var cluster = new CrashableCluster();
            await cluster.StartCoordinatorAsync();
            if (jobs > 0)
            {
                cluster.StartTrainer();
                await cluster.Client.SubmitAsync(
                    new(NoOpStudy.Text(Study, jobs, lanes: 50, points), null, null), CancellationToken.None);
                await cluster.WaitForOutcomesAsync(Study, jobs);
                await cluster.KillTrainerAsync();
            }

            for (var round = 1; round <= rounds; round++)
            {
                await cluster.KillCoordinatorAsync();
                var started = Stopwatch.GetTimestamp();
                var ready = await cluster.StartCoordinatorAsync();
                if (jobs > 0) await cluster.WaitForOutcomesAsync(Study, jobs);
                table.Add(
                    jobs, (long)jobs * points, cluster.JournalMegabytes, round, ready.TotalSeconds,
                    Stopwatch.GetElapsedTime(started).TotalSeconds, cluster.CoordinatorProcessorTime().TotalSeconds,
                    cluster.CoordinatorPeakMegabytes(), MachineLoad.Now());
            }
        }
    }

    /// <summary>
    /// The lease is the first that the journal has of the time after the start: to a trainer that lived through the
    /// crash, or to one that was started together with the coordinator.
    /// </summary>
    private static async Task MeasureLeasesAsync(int jobs, int rounds)
    {
        var table = new Table(
            "jobs", "done when killed", "trainer", "round", "start to ready, s", "start to first lease, s", "load");
        for (var round = 1; round <= rounds; round++)
        {
            await CrashAsync(round, keepTrainer: false);
            await CrashAsync(round, keepTrainer: true);
        }

        async Task CrashAsync(int round, bool keepTrainer)
        {
            await using var cluster = new CrashableCluster();
            await cluster.StartCoordinatorAsync();
            cluster.StartTrainer();
            await cluster.Client.SubmitAsync(
                new(NoOpStudy.Text(Study, jobs, lanes: 1), null, null), CancellationToken.None);
            await cluster.WaitForOutcomesAsync(Study, jobs / 2);
            await cluster.KillCoordinatorAsync();
            if (!keepTrainer) await cluster.KillTrainerAsync();
            var before = StudyTimes.Read(cluster.State, Study);

            var started = TimeProvider.System.GetUtcNow();
            if (!keepTrainer) cluster.StartTrainer();
            var ready = await cluster.StartCoordinatorAsync();
            var load = MachineLoad.Now();
            await cluster.WaitForOutcomesAsync(Study, jobs);
            var lease = StudyTimes.Read(cluster.State, Study).Leases.First(at => at > started);
            table.Add(
                jobs, before.Jobs, keepTrainer ? "the same" : "another", round, ready.TotalSeconds,
                (lease - started).TotalSeconds, load);
        }
    }
}
