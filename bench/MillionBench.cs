namespace Seedbed.Bench;

using System.CommandLine;
using System.Diagnostics;

/// <summary>
/// A study of very many jobs: submitted, completed, recovered. Memory is the coordinator's resident set.
/// </summary>
internal static class MillionBench
{
    public static Command Create()
    {
        var jobs = new Option<int>("--jobs") { DefaultValueFactory = _ => 1_000_000 };
        var slots = new Option<int>("--slots") { DefaultValueFactory = _ => 2 };
        var lanes = new Option<int>("--lanes") { DefaultValueFactory = _ => 50 };
        var command = new Command("million", "A million jobs: submission, pace along the way, memory, recovery.")
        {
            jobs, slots, lanes,
        };
        command.SetAction((parsed, _) => MeasureAsync(
            parsed.GetRequiredValue(jobs), parsed.GetRequiredValue(slots), parsed.GetRequiredValue(lanes)));
        return command;
    }

    private static async Task MeasureAsync(int jobs, int slots, int lanes)
    {
        await using var cluster = await BenchCluster.StartAsync(slots);
        await cluster.RunAsync(NoOpStudy.Text("warm-up", seeds: 2_000, lanes));

        var (before, started) = (cluster.CoordinatorMegabytes(), Stopwatch.GetTimestamp());
        var times = await cluster.RunAsync(NoOpStudy.Text("million", jobs, lanes), submitted: () =>
            new Table("jobs", "submitted in, s", "coordinator before, MB", "after, MB")
                .Add(jobs, Stopwatch.GetElapsedTime(started).TotalSeconds, before, cluster.CoordinatorMegabytes()));

        ShowBeginning(times);
        var pace = new Table("jobs done", "jobs/s over this tenth");
        for (var tenth = 1; tenth <= 10; tenth++)
        {
            var (first, last) = ((int)((tenth - 1L) * jobs / 10), (int)((long)tenth * jobs / 10) - 1);
            pace.Add(last + 1, (last - first) / (times.Ends[last] - times.Ends[first]).TotalSeconds);
        }

        ShowSnapshots(SnapshotTime.Read(cluster.CoordinatorLog, "million"));
        var resident = cluster.CoordinatorMegabytes();
        var recovery = await cluster.RestartAsync("million");
        new Table(
                "jobs", "jobs/s", "coordinator, MB", "journal bytes per job", "snapshot bytes per job",
                "start to first view after a restart, s", "coordinator after, MB")
            .Add(
                jobs, times.JobsPerSecond, resident,
                cluster.JournalBytes / (double)jobs, cluster.SnapshotBytes / (double)jobs,
                recovery.TotalSeconds, cluster.CoordinatorMegabytes());
    }

    /// <summary>What a user of few jobs sees: how long the first ones take, from the first lease.</summary>
    private static void ShowBeginning(StudyTimes times)
    {
        var table = new Table("first jobs", "seconds", "jobs/s");
        foreach (var count in (int[])[1_000, 10_000])
        {
            if (count > times.Jobs) continue;
            var seconds = (times.Ends[count - 1] - times.FirstLease).TotalSeconds;
            table.Add(count, seconds, count / seconds);
        }
    }

    private static void ShowSnapshots(IReadOnlyList<SnapshotTime> snapshots)
    {
        if (snapshots.Count == 0) return;

        var sorted = snapshots.Select(snapshot => snapshot.Milliseconds).Order().ToList();
        new Table("snapshots", "median at the actor, ms", "longest, ms", "last, ms")
            .Add(sorted.Count, sorted[sorted.Count / 2], sorted[^1], snapshots[^1].Milliseconds);
    }
}
