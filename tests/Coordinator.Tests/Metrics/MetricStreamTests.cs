namespace Seedbed.Coordinator.Tests.Metrics;

using Akka.Actor;
using Seedbed.Coordinator.Metrics;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Journal.MetricsEvent;
using static Seedbed.Messages.Work.WorkProtocol;

public sealed class MetricStreamTests : CoordinatorKit
{
    [Fact]
    public async Task A_repeated_batch_is_acknowledged_and_stored_once()
    {
        await Submit(Given.Study());
        var job = (await Lease()).Jobs[0];

        foreach (var number in (int[])[1, 1, 2, 1]) await Record(job, number);
        await Restart();
        await Record(job, 2);
        await Record(job, 3);

        Assert.Equal([1, 2, 3], (await Stored()).Select(points => points.Number));
    }

    [Fact]
    public async Task A_batch_after_a_missing_one_waits_for_it()
    {
        await Submit(Given.Study());
        var job = (await Lease()).Jobs[0];

        Tell(Batch(job, 2));
        await Record(job, 1);
        await Record(job, 2);

        Assert.Equal([1, 2], (await Stored()).Select(points => points.Number));
    }

    [Fact]
    public async Task A_batch_under_an_old_fence_is_superseded_and_not_stored()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var old = (await Lease(1)).Jobs[0];
        var current = (await Lease(2)).Jobs[0];

        Tell(Batch(old, 1));
        Assert.Equal(old.Fence, (await Node.ExpectMsgAsync<Superseded>()).Fence);
        await Record(current, 1);

        Assert.Equal(current.Fence, Assert.Single(await Stored()).Fence);
    }

    [Fact]
    public async Task A_batch_repeated_after_the_job_ended_is_acknowledged()
    {
        await Submit(Given.Study());
        var job = (await Lease()).Jobs[0];
        await Record(job, 1);
        await Finish(job, lastBatch: 1);

        await Record(job, 1);

        Assert.Single(await Stored());
    }

    [Fact]
    public async Task A_curve_is_closed_after_the_batches_that_came_before()
    {
        var study = CreateTestProbe("study");
        var job = new LeasedJob(new(new("spirals"), 0, 0), 1, default!);
        var stream = study.ChildActorOf(MetricsActor.Props(new("spirals"), 0));

        foreach (var number in (int[])[1, 1, 2]) stream.Tell(Batch(job, number), Node); // they wait for recovery
        stream.Tell(new MetricsActor.CloseCurve(new(0, 0), 1));

        foreach (var number in (int[])[1, 1, 2])
            Assert.Equal(new BatchStored(job.Job, 1, number), await Node.ExpectMsgAsync<BatchStored>());
        Assert.Equal([1, 2], (await Stored()).Select(points => points.Number));
    }

    [Fact]
    public async Task Curve_keys_name_the_fences_and_last_batches_of_each_job_that_ended()
    {
        await Submit(Given.Study(cells: 1, seeds: 2));
        await Lease(1);
        var job = (await Lease(2)).Jobs[0];
        await Record(job, 1);
        await Finish(job, lastBatch: 1);

        var keys = await Coordinator.Ask<CurveKeys>(new GetCurveKeys(new("spirals")), RemainingOrDefault);

        var key = Assert.Single(keys.Jobs);
        Assert.Equal((0, 0), (key.Cell, key.Seed));
        Assert.Equal([new FenceLink(2, 1)], key.Chain);
    }

    private async Task Record(LeasedJob job, int number)
    {
        Tell(Batch(job, number));
        Assert.Equal(new BatchStored(job.Job, job.Fence, number), await Node.ExpectMsgAsync<BatchStored>());
    }

    /// <summary>What the stream holds, read from the journal.</summary>
    private async Task<IReadOnlyList<PointsRecorded>> Stored()
    {
        var reader = Sys.ActorOf(JournalReader<PointsRecorded>.Props("metrics-spirals-0"));
        return await reader.Ask<IReadOnlyList<PointsRecorded>>("read", RemainingOrDefault);
    }
}
