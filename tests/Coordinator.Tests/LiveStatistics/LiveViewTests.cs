namespace Seedbed.Coordinator.Tests.LiveStatistics;

using Akka.Actor;
using Seedbed.Coordinator.LiveStatistics;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Work.WorkProtocol;

public sealed class LiveViewTests : CoordinatorKit
{
    private static readonly StudyId Spirals = new("spirals");

    [Fact]
    public async Task A_watcher_gets_a_view_now_and_one_for_all_changes_of_an_interval()
    {
        await Submit(Given.Study(cells: 1, seeds: 2));
        var first = await Watch();
        Assert.Equal(2, first.Jobs.Waiting);

        await Finish((await Lease(1)).Jobs[0]);
        await Finish((await Lease(2)).Jobs[0]);
        Clock.Advance(StudyWatchers.Interval);

        var second = await ExpectMsgAsync<StudyView>();
        Assert.Equal(2, second.Jobs.Completed);
        Assert.True(second.IsFinished);
        Assert.True(second.Version > first.Version);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Who_no_longer_watches_is_told_nothing()
    {
        await Submit(Given.Study());
        await Watch();

        Coordinator.Tell(new UnwatchStudy(Spirals, TestActor), TestActor);
        await Finish((await Lease()).Jobs[0]);
        Clock.Advance(StudyWatchers.Interval);
        await Coordinator.Ask<StudyView>(new GetStudy(Spirals), RemainingOrDefault);

        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_table_is_the_same_in_whatever_order_jobs_finish()
    {
        double[] scores = [0.1, 0.7, 0.30000000000000004, 1e-17];
        List<IReadOnlyList<Estimate>> tables = [];
        foreach (var name in (string[])["forwards", "backwards"])
        {
            await Submit(Given.Study(cells: 1, seeds: 4, lanes: 4, name: name));
            var jobs = (await Lease(slot: tables.Count)).Jobs;
            foreach (var job in name == "forwards" ? jobs : jobs.Reverse()) await Finish(job, scores[job.Job.Seed]);
            tables.Add(
                (await Coordinator.Ask<StudyView>(new GetStudy(new(name)), RemainingOrDefault)).Cells[0].Estimates);
        }

        Assert.Equal(tables[0], tables[1]);
        Assert.Equal(4, tables[0][0].N);
    }

    [Fact]
    public async Task A_diverged_job_is_counted_apart_and_never_averaged_over()
    {
        await Submit(Given.Study(cells: 1, seeds: 2));
        await Finish((await Lease(1)).Jobs[0], 0.5);
        var diverged = (await Lease(2)).Jobs[0];
        Tell(new Finished(diverged.Job, diverged.Fence, Given.Diverged()));
        await Node.ExpectMsgAsync<OutcomeStored>();

        var cell = (await Watch()).Cells[0];

        Assert.Equal((1, 1, 0, 2), (cell.Completed, cell.Diverged, cell.Failed, cell.Seeds));
        Assert.Equal(new Estimate("test.accuracy", 1, 0.5, null, 0.5, 0.5), cell.Estimates[0]);
    }

    [Fact]
    public async Task A_running_job_shows_its_last_stored_step_and_validation_value()
    {
        await Submit(Given.Study());
        var job = (await Lease()).Jobs[0];
        Tell(Batch(job, 1, new("train.loss", 10, 2.5), new("val.accuracy", 10, 0.25), new("val.loss", 10, 1.5)));
        await Node.ExpectMsgAsync<BatchStored>();

        var running = Assert.Single((await Watch()).Running);

        Assert.Equal(
            (0, 0, 10L, "val.accuracy", 0.25),
            (running.Cell, running.Seed, running.Step, running.Metric, running.Value));
        Assert.Equal((SlotOf(Node, 0).ToString(), job.Fence), (running.Slot, running.Fence));
    }

    [Fact]
    public async Task A_batch_of_epochs_alone_shows_nothing_new_of_a_running_job()
    {
        await Submit(Given.Study());
        var job = (await Lease()).Jobs[0];
        EpochHash[] epochs = [new(10, new(new string('a', 64)))];
        Tell(new MetricBatch(job.Job, job.Fence, 1, MetricPoints.None, epochs));
        await Node.ExpectMsgAsync<BatchStored>();

        Assert.Null(Assert.Single((await Watch()).Running).Step);
    }

    private async Task<StudyView> Watch()
    {
        Coordinator.Tell(new WatchStudy(Spirals, TestActor), TestActor);
        return await ExpectMsgAsync<StudyView>();
    }
}
