namespace Seedbed.Bench;

using System.CommandLine;

/// <summary>Jobs per second through coordinator, node, slots and journal, with a program that does nothing.</summary>
internal static class ThroughputBench
{
    public static Command Create()
    {
        var jobs = new Option<int[]>("--jobs") { DefaultValueFactory = _ => [1_000, 10_000], AllowMultipleArgumentsPerToken = true };
        var slots = new Option<int[]>("--slots") { DefaultValueFactory = _ => [1, 16], AllowMultipleArgumentsPerToken = true };
        var lanes = new Option<int[]>("--lanes") { DefaultValueFactory = _ => [1, 10], AllowMultipleArgumentsPerToken = true };
        var command = new Command("throughput", "Durable jobs per second by slots and jobs per lease.") { jobs, slots, lanes };
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
                        var times = await cluster.RunAsync(NoOpStudy.Text($"jobs-{jobCount}-lanes-{laneCount}", jobCount, laneCount));
                        table.Add(slotCount, laneCount, jobCount, times.Seconds, times.JobsPerSecond);
                    }
                }
            }

        });
        return command;
    }
}
