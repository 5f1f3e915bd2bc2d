namespace Seedbed.Bench;

using System.CommandLine;

/// <summary>Jobs per second through coordinator, node, slots and journal, with a program that does nothing.</summary>
internal static class ThroughputBench
{
    public static Command Create()
    {
        var jobs = Several("--jobs", 1_000, 10_000);
        var slots = Several("--slots", 1, 16);
        var lanes = Several("--lanes", 1, 10);
        var command = new Command("throughput", "Durable jobs per second by slots and jobs per lease.")
        {
            jobs, slots, lanes,
        };
        command.SetAction(async (parsed, _) =>
        {
            var table = new Table("slots", "jobs per lease", "jobs", "seconds", "jobs/s");
            foreach (var slotCount in parsed.GetRequiredValue(slots))
            {
                await using var cluster = await BenchCluster.StartAsync(slotCount);
                await cluster.RunAsync(NoOpStudy.Text("warm-up", seeds: 100 * slotCount, lanes: 1));
                foreach (var laneCount in parsed.GetRequiredValue(lanes))
                {
                    foreach (var jobCount in parsed.GetRequiredValue(jobs))
                    {
                        var times = await cluster.RunAsync(
                            NoOpStudy.Text($"jobs-{jobCount}-lanes-{laneCount}", jobCount, laneCount));
                        table.Add(slotCount, laneCount, jobCount, times.Seconds, times.JobsPerSecond);
                    }
                }
            }
        });
        return command;
    }

    private static Option<int[]> Several(string name, params int[] values) => new(name)
    {
        DefaultValueFactory = _ => values,
        AllowMultipleArgumentsPerToken = true,
    };
}
