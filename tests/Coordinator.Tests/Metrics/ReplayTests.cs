namespace Seedbed.Coordinator.Tests.Metrics;

using Akka.Actor;
using Seedbed.Coordinator.Metrics;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Coordinator.Tests.Metrics.EpochHashesTests;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>Epochs that are trained again after an interruption are held against the first ones.</summary>
public sealed class ReplayTests : CoordinatorKit
{
    private const int BatchesPerSnapshot = 1_000;

    [Fact]
    public async Task An_epoch_that_comes_out_the_same_again_is_not_noted()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        await Train((await Lease(1)).Jobs[0], 1, Epoch(10, 'a'));

        await Train((await Lease(2)).Jobs[0], 1, Epoch(10, 'a'));

        Assert.False((await Row()).ReplayDiffered);
    }

    [Fact]
    public async Task An_epoch_that_comes_out_otherwise_is_noted_once_logged_and_kept_with_the_result()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        await Train((await Lease(1)).Jobs[0], 1, Epoch(10, 'a'), Epoch(20, 'b'));
        var again = (await Lease(2)).Jobs[0];

        await EventFilter.Warning(contains: "epoch up to step 10, trained again under fence 2").ExpectOneAsync(
            () => Train(again, 1, Epoch(10, 'c')));
        await Train(again, 2, Epoch(20, 'd'));
        await Finish(again, lastBatch: 2);
        await Restart();

        Assert.True((await Row()).ReplayDiffered);
        Assert.Single(await Noted());
    }

    [Fact]
    public async Task A_batch_that_tells_of_it_is_answered_by_the_study_and_tells_again_when_it_is_repeated()
    {
        var study = CreateTestProbe("study");
        var stream = study.ChildActorOf(MetricsActor.Props(new("spirals"), 0));
        await study.ExpectMsgAsync<MetricsActor.CurvesRecovered>();
        var job = new JobId(new("spirals"), 0, 0);
        stream.Tell(new MetricBatch(job, 1, 1, MetricPoints.None, [Epoch(10, 'a')]), Node);
        await Node.ExpectMsgAsync<BatchStored>();
        await study.ExpectMsgAsync<MetricsActor.PointsStored>();

        var again = new MetricBatch(job, 2, 1, MetricPoints.None, [Epoch(10, 'b')]);
        foreach (var batch in (MetricBatch[])[again, again]) stream.Tell(batch, Node);

        var told = new MetricsActor.ReplayDiffered(new(0, 0), 2, 1, 10);
        Assert.Equal(told, await study.ExpectMsgAsync<MetricsActor.ReplayDiffered>());
        Assert.Equal(Node.Ref, study.LastSender);
        await study.ExpectMsgAsync<MetricsActor.PointsStored>();
        Assert.Equal(told, await study.ExpectMsgAsync<MetricsActor.ReplayDiffered>());
        await Node.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_first_states_are_known_after_a_restart()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        await Train((await Lease(1)).Jobs[0], 1, Epoch(10, 'a'));
        await Restart();

        await Train((await Lease(2)).Jobs[0], 1, Epoch(10, 'b'));

        Assert.True((await Row()).ReplayDiffered);
    }

    [Fact]
    public async Task The_first_states_are_known_after_a_snapshot_of_the_stream()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var job = (await Lease(1)).Jobs[0];
        for (var number = 1; number <= BatchesPerSnapshot; number++) await Train(job, number, Epoch(number, 'a'));
        await Restart();

        await Train((await Lease(2)).Jobs[0], 1, Epoch(1, 'b'));

        Assert.True((await Row()).ReplayDiffered);
        Assert.InRange(await Replayed(), 1, BatchesPerSnapshot);
    }

    private async Task Train(LeasedJob job, int number, params IReadOnlyList<EpochHash> epochs)
    {
        Tell(new MetricBatch(job.Job, job.Fence, number, MetricPoints.None, epochs));
        Assert.Equal(new BatchStored(job.Job, job.Fence, number), await Node.ExpectMsgAsync<BatchStored>());
    }

    private async Task<JobRow> Row() =>
        Assert.Single((await Coordinator.Ask<JobPage>(new GetJobs(new("spirals"), 0, 10), RemainingOrDefault)).Jobs);

    private Task<IReadOnlyList<StudyEvent.ReplayDiffered>> Noted() => Read<StudyEvent.ReplayDiffered>("study-spirals");

    /// <summary>Batches after the stream's latest snapshot.</summary>
    private async Task<int> Replayed() =>
        (await Read<MetricsEvent.PointsRecorded>("metrics-spirals-0", fromSnapshot: true)).Count;

    private Task<IReadOnlyList<TEvent>> Read<TEvent>(string stream, bool fromSnapshot = false) =>
        Sys.ActorOf(JournalReader<TEvent>.Props(stream, fromSnapshot))
            .Ask<IReadOnlyList<TEvent>>("read", RemainingOrDefault);
}
