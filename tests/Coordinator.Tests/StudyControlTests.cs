namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Seedbed.Coordinator.Studies;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>People pause, cancel and retry while nodes work.</summary>
public sealed class StudyControlTests : CoordinatorKit
{
    private static readonly StudyId Spirals = new("spirals");

    [Fact]
    public async Task A_paused_study_leases_nothing_until_it_is_resumed_also_after_a_restart()
    {
        await Submit(Given.Study());
        Assert.True((await Control(StudyVerb.Pause)).Changed);
        await Restart();
        Request();
        await Ready();                                                  // the scheduler has asked the study
        var repeated = await Control(StudyVerb.Pause);                  // which has refused before it answers

        Assert.Equal((false, true, 0L), (repeated.Changed, repeated.Paused, repeated.Jobs.Running));
        await Node.ExpectNoMsgAsync(TimeSpan.Zero);

        Assert.False((await Control(StudyVerb.Resume)).Paused);
        Assert.Single((await Node.ExpectMsgAsync<Lease>()).Jobs);
    }

    [Fact]
    public async Task What_runs_when_a_study_is_paused_goes_on_to_its_end()
    {
        await Submit(Given.Study());
        var job = Assert.Single((await Lease()).Jobs);
        await Control(StudyVerb.Pause);

        await Finish(job);

        var view = await View();
        Assert.Equal((true, 1L), (view.Paused, view.Jobs.Completed));
    }

    [Fact]
    public async Task A_cancelled_study_supersedes_what_runs_and_stays_cancelled_after_a_restart()
    {
        await Submit(Given.Study(cells: 2, seeds: 3));
        var job = Assert.Single((await Lease()).Jobs);

        var cancelled = await Control(StudyVerb.Cancel);

        Assert.Equal((true, 6L, 6L), (cancelled.Changed, cancelled.Cancelled, cancelled.Jobs.Cancelled));
        Assert.Equal(new Superseded(job.Job, job.Fence), await Node.ExpectMsgAsync<Superseded>());
        await Restart();
        Tell(new Finished(job.Job, job.Fence, Given.Completed()));
        Assert.Equal(new Superseded(job.Job, job.Fence), await Node.ExpectMsgAsync<Superseded>());
        var view = await View();
        Assert.Equal((6L, 0L, true), (view.Jobs.Cancelled, view.Jobs.Waiting, view.IsFinished));
        Assert.Equal([3, 3], view.Cells.Select(cell => cell.Cancelled));
        Assert.False((await Control(StudyVerb.Cancel)).Changed);
    }

    [Fact]
    public async Task A_job_cancelled_out_of_a_pack_is_superseded_again_whenever_it_is_renewed()
    {
        await Submit(Given.Study(cells: 1, seeds: 2, lanes: 2));
        var lease = await Lease();
        var (stays, goes) = (lease.Jobs[0], lease.Jobs[1]);
        await Control(StudyVerb.Cancel, new(0, 1));
        await Node.ExpectMsgAsync<Superseded>();

        Tell(new Renew(
            lease.Slot, lease.Incarnation, [new(stays.Job, stays.Fence), new(goes.Job, goes.Fence)]));

        Assert.Equal(new Superseded(goes.Job, goes.Fence), await Node.ExpectMsgAsync<Superseded>());
        await Finish(stays);
        Assert.Equal((1L, 1L), ((await View()).Jobs.Completed, (await View()).Jobs.Cancelled));
    }

    [Fact]
    public async Task A_slot_whose_job_was_cancelled_gets_other_work()
    {
        await Submit(Given.Study(cells: 2, seeds: 1));
        await Lease(1);
        await Control(StudyVerb.Cancel, new(Cell: 0));
        await Node.ExpectMsgAsync<Superseded>();

        Assert.Equal(1, Assert.Single((await Lease(2)).Jobs).Job.Cell);
    }

    [Fact]
    public async Task A_submission_gives_a_cancelled_study_another_chance()
    {
        await Submit(Given.Study(cells: 1, seeds: 2));
        await Control(StudyVerb.Cancel);

        Assert.Equal(2, (await Submit(Given.Study(cells: 1, seeds: 2))).NewJobs);
        Assert.Single((await Lease()).Jobs);
    }

    [Fact]
    public async Task A_retried_job_is_leased_again()
    {
        await Submit(Given.Study(cells: 1, seeds: 1, maxAttempts: 1));
        var job = Assert.Single((await Lease(1)).Jobs);
        Tell(new AttemptFailed(job.Job, job.Fence, "out of memory"));
        await Node.ExpectMsgAsync<OutcomeStored>();
        Request(2);

        var retried = await Control(StudyVerb.Retry);

        Assert.Equal((true, 1L, 0L), (retried.Changed, retried.Retried, retried.Jobs.Failed));
        Assert.Equal(2, Assert.Single((await Node.ExpectMsgAsync<Lease>()).Jobs).Fence);
        Assert.False((await Control(StudyVerb.Retry)).Changed);
    }

    [Fact]
    public async Task A_cell_that_the_study_does_not_have_is_refused()
    {
        await Submit(Given.Study(cells: 2));

        var refused = await Coordinator.Ask<UnknownJobs>(
            new ControlStudy(Spirals, StudyVerb.Cancel, new(Cell: 2), null), RemainingOrDefault);

        Assert.Contains("cells are 0 to 1", refused.Mistake, StringComparison.Ordinal);
    }

    private async Task<StudyControlled> Control(StudyVerb verb, JobScope scope = default) =>
        await Coordinator.Ask<StudyControlled>(new ControlStudy(Spirals, verb, scope, "me"), RemainingOrDefault);

    private async Task<StudyView> View() =>
        await Coordinator.Ask<StudyView>(new GetStudy(Spirals), RemainingOrDefault);
}
