namespace Seedbed.TrainerNode.Tests.Node;

using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>With real child processes.</summary>
[Collection(ProcessTests.Name)]
public sealed class SlotSupervisorTests
{
    [Fact]
    public async Task A_pack_is_trained_and_each_lane_finishes_after_its_points_are_stored()
    {
        await using var coordinator = new PlayedCoordinator();
        coordinator.Grant(await coordinator.Hear<RequestWork>(), lanes: 2, points: 1_500);

        for (var batch = 0; batch < 4; batch++)
        {
            var heard = await coordinator.Hear<MetricBatch>();
            coordinator.Say(new BatchStored(heard.Job, heard.Fence, heard.Number));
        }

        Finished[] ends = [await coordinator.Hear<Finished>(), await coordinator.Hear<Finished>()];

        Assert.Equal([0, 1], ends.Select(end => end.Job.Seed).Order());
        Assert.All(ends, end =>
        {
            Assert.Equal(JobOutcome.Completed, end.Result.Outcome);
            Assert.Equal(2, end.Result.LastBatch);
            Assert.Equal(["final_1", "final_2"], end.Result.Finals.Select(final => final.Metric));
        });
    }

    [Fact]
    public async Task Tiny_jobs_follow_each_other_in_one_warm_process()
    {
        await using var coordinator = new PlayedCoordinator();
        var processes = new HashSet<int?>();

        for (var job = 0; job < 300; job++)
        {
            coordinator.Grant(await coordinator.Hear<RequestWork>(), lanes: 1);
            var finished = await coordinator.Hear<Finished>();
            Assert.Equal(job, finished.Job.Seed);
            coordinator.Say(new OutcomeStored(finished.Job, finished.Fence));
            processes.Add(coordinator.Slot.ProcessId);
        }

        Assert.Single(processes);
    }

    [Fact]
    public async Task A_killed_slot_fails_its_job_with_the_signal_and_comes_back()
    {
        await using var coordinator = new PlayedCoordinator();
        var lease = coordinator.Grant(
            await coordinator.Hear<RequestWork>(), lanes: 1, points: 1_000, milliseconds: 600_000);
        await coordinator.Hear<MetricBatch>(); // it trains

        Kill(coordinator);
        var failed = await coordinator.Hear<AttemptFailed>();
        coordinator.Say(new OutcomeStored(failed.Job, failed.Fence));
        coordinator.Grant(await coordinator.Hear<RequestWork>(), lanes: 1);

        Assert.Equal(lease.Jobs[0].Job, failed.Job);
        Assert.Contains("signal 9 (SIGKILL", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(1, (await coordinator.Hear<Finished>()).Job.Seed);
    }

    [Fact]
    public async Task A_superseded_pack_is_stopped_and_its_process_stays()
    {
        await using var coordinator = new PlayedCoordinator();
        var lease = coordinator.Grant(
            await coordinator.Hear<RequestWork>(), lanes: 1, points: 1_000, milliseconds: 600_000);
        await coordinator.Hear<MetricBatch>();
        var process = coordinator.Slot.ProcessId;

        coordinator.Say(new Superseded(lease.Jobs[0].Job, lease.Jobs[0].Fence));
        coordinator.Grant(await coordinator.Hear<RequestWork>(), lanes: 1);

        Assert.Equal(1, (await coordinator.Hear<Finished>()).Job.Seed);
        Assert.Equal(process, coordinator.Slot.ProcessId);
    }

    [Fact]
    public async Task A_draining_slot_gives_its_job_back()
    {
        await using var coordinator = new PlayedCoordinator();
        var lease = coordinator.Grant(
            await coordinator.Hear<RequestWork>(), lanes: 1, points: 1_000, milliseconds: 600_000);
        await coordinator.Hear<MetricBatch>();

        var drained = coordinator.Slot.DrainAsync(TimeSpan.Zero);
        var release = await coordinator.Hear<Release>();
        coordinator.Say(new OutcomeStored(release.Job, release.Fence));
        await drained;

        Assert.Equal(lease.Jobs[0].Job, release.Job);
    }

    [Fact]
    public async Task A_process_that_the_node_ends_is_told_without_a_guess_or_a_warning()
    {
        var log = new HeardLog();
        await using var coordinator = new PlayedCoordinator(log);
        await coordinator.Hear<RequestWork>();
        var started = await log.Lines.ReadAsync();

        await coordinator.Slot.DrainAsync(TimeSpan.Zero);
        var ended = await log.Lines.ReadAsync();

        Assert.Contains("started", started.Message, StringComparison.Ordinal);
        Assert.Equal((LogLevel.Information, "The node ended the slot's process."), ended);
    }

    [Fact]
    public async Task Unacknowledged_points_hold_the_slot_back_and_none_are_lost()
    {
        const int points = 100_000;
        await using var coordinator = new PlayedCoordinator();
        coordinator.Grant(await coordinator.Hear<RequestWork>(), lanes: 1, points: points);

        var steps = new SortedSet<long>();
        while (steps.Count < points)
        {
            var batch = await coordinator.Hear<MetricBatch>();
            steps.UnionWith(batch.Points.Unpack().Select(point => point.Step));
            coordinator.Say(new BatchStored(batch.Job, batch.Fence, batch.Number));
        }

        Assert.Equal((1, points), (steps.Min, steps.Max));
        Assert.Equal(points / MetricPoints.MaxPoints, (await coordinator.Hear<Finished>()).Result.LastBatch);
    }

    private static void Kill(PlayedCoordinator coordinator)
    {
        using var process = Process.GetProcessById(coordinator.Slot.ProcessId!.Value);
        process.Kill();
    }
}
