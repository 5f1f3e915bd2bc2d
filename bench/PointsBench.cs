namespace Seedbed.Bench;

using System.CommandLine;

/// <summary>Metric points per second from a program's call to the journal on disk, acknowledged.</summary>
internal static class PointsBench
{
    public static Command Create()
    {
        var slots = new Option<int>("--slots") { DefaultValueFactory = _ => 2 };
        var jobs = new Option<int>("--jobs") { DefaultValueFactory = _ => 8 };
        var points =
            new Option<int>("--points") { DefaultValueFactory = _ => 500_000, Description = "Points of each job." };
        var command = new Command("points", "Durable metric points per second, end to end.") { slots, jobs, points };
        command.SetAction(async (parsed, _) =>
        {
            var (slotCount, jobCount, pointCount) =
                (parsed.GetRequiredValue(slots), parsed.GetRequiredValue(jobs), parsed.GetRequiredValue(points));
            await using var cluster = await BenchCluster.StartAsync(slotCount);
            await cluster.RunAsync(NoOpStudy.Text("warm-up", seeds: 2 * slotCount, lanes: 1, points: 20_000));
            var times = await cluster.RunAsync(NoOpStudy.Text("points", jobCount, lanes: 1, pointCount));
            var total = (long)jobCount * pointCount;
            new Table("slots", "points", "seconds", "points/s", "journal bytes per point")
                .Add(slotCount, total, times.Seconds, total / times.Seconds, cluster.JournalBytes / (double)total);
        });
        return command;
    }
}
