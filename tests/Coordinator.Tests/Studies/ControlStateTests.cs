namespace Seedbed.Coordinator.Tests.Studies;

using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.Tests.Studies.Given;

/// <summary>What pausing, resuming, cancelling and retrying mean, without any actor.</summary>
public class ControlStateTests
{
    private static readonly JobKey First = new(0, 0);

    [Fact]
    public void A_paused_study_leases_nothing_and_what_runs_ends_in_its_lease()
    {
        var state = After(Submit(Study(cells: 1, seeds: 2)), Lease(Request(slot: 0)), new StudyCommand.Pause(Noon));

        Assert.Empty(state.Decide(Lease(Request(slot: 1), expired: [Request(slot: 0)])));
        Assert.IsType<StudyEvent.Ended>(Assert.Single(state.Decide(Finish(First))));

        var resumed = state.After(new StudyCommand.Resume(Noon));
        Assert.Equal([(0, 1, 1L)], resumed.Decide(Lease(Request(slot: 1))).Granted());
    }

    [Fact]
    public void A_cancelled_study_of_a_million_untouched_jobs_is_one_event_and_no_state()
    {
        var state = After(Submit(Study(cells: 4, seeds: 250_000)));

        var events = state.Decide(Cancel());

        var cancelled = events.Aggregate(state, (current, @event) => current.Apply(@event));
        Assert.IsType<StudyEvent.Cancelled>(Assert.Single(events));
        Assert.Empty(cancelled.Jobs);
        Assert.Equal((1_000_000, 0), (cancelled.Counts.Cancelled, cancelled.WaitingCount));
        Assert.Empty(cancelled.Decide(Lease(Request())));
    }

    [Fact]
    public void Cancelling_takes_running_and_waiting_jobs_and_leaves_those_that_ended()
    {
        var state = After(
            Submit(Study(cells: 1, seeds: 4)), Lease(Request(slot: 0)), Lease(Request(slot: 1)),
            Lease(Request(slot: 2)), Finish(First), new StudyCommand.Release(new(0, 1), 1, "drain", Noon), Cancel());

        Assert.Equal(
            [JobOutcome.Completed, JobOutcome.Cancelled, JobOutcome.Cancelled, JobOutcome.Cancelled],
            state.Page(0, 4).Jobs.Select(row => row.Outcome));
        Assert.Empty(state.Leases);
        Assert.Equal(1, state.Jobs[new(0, 1)].History.Interruptions);
    }

    [Fact]
    public void Of_a_result_and_a_cancellation_the_one_journaled_first_is_the_outcome()
    {
        var running = After(Submit(Study(cells: 1, seeds: 1)), Lease(Request()));

        var finished = running.After(Finish(First));
        var cancelled = running.After(Cancel());

        Assert.Empty(finished.Decide(Cancel()));
        Assert.Equal(JobOutcome.Completed, finished.OutcomeOf(First));
        Assert.Empty(cancelled.Decide(Finish(First)));
        Assert.Equal(JobOutcome.Cancelled, cancelled.OutcomeOf(First));
        Assert.Equal(JobVerdict.Superseded, cancelled.Judge(First, 1));
    }

    [Fact]
    public void A_cancelled_cell_is_passed_over()
    {
        var state = After(Submit(Study(cells: 2, seeds: 2)), Cancel(cell: 0));

        Assert.Equal([(1, 0, 1L)], state.Decide(Lease(Request())).Granted());
        Assert.Equal((2, 2), (state.Counts.Cancelled, state.WaitingCount));
    }

    [Fact]
    public void A_submission_runs_what_was_cancelled()
    {
        var study = Study(cells: 2, seeds: 2);
        var state = After(Submit(study), Lease(Request()), Cancel(), Cancel(0, 0), Submit(study));

        Assert.Equal((0, 4), (state.Counts.Cancelled, state.WaitingCount));
        Assert.Equal([(0, 0, 2L)], state.Decide(Lease(Request(2))).Granted());
    }

    [Fact]
    public void A_job_cancelled_before_its_first_lease_begins_under_fence_1_after_a_submission()
    {
        var study = Study(cells: 1, seeds: 1);
        var state = After(Submit(study), Cancel(0, 0), Submit(study));

        Assert.Equal([(0, 0, 1L)], state.Decide(Lease(Request())).Granted());
    }

    [Fact]
    public void Retrying_forgives_the_failed_jobs_in_scope_and_leaves_the_others()
    {
        var state = After(
            Submit(Study(cells: 2, seeds: 1, maxAttempts: 1)), Lease(Request(slot: 0)), Lease(Request(slot: 1)),
            Fail(new(0, 0)), Fail(new(1, 0)));

        var retried = state.After(new StudyCommand.Retry(new(Cell: 1), Noon));

        Assert.Equal((1, 1), (retried.Counts.Failed, retried.WaitingCount));
        Assert.Equal([(1, 0, 2L)], retried.Decide(Lease(Request(2))).Granted());
        Assert.Empty(retried.Decide(new StudyCommand.Retry(new(Cell: 1), Noon)));
    }

    [Fact]
    public void Retrying_is_not_for_what_was_cancelled() =>
        Assert.Empty(After(Submit(Study()), Cancel()).Decide(new StudyCommand.Retry(new(), Noon)));

    [Fact]
    public void A_cell_that_is_not_there_is_named_with_the_nearest_one() =>
        Assert.Equal(
            "The study has no cell 7: its cells are 0 to 1. The nearest is 1.",
            new JobScope(Cell: 7).MistakeIn(After(Submit(Study(cells: 2))).Index!));

    [Fact]
    public void A_seed_without_a_cell_names_no_job() =>
        Assert.Contains(
            "name its cell", new JobScope(Seed: 0).MistakeIn(After(Submit(Study())).Index!), StringComparison.Ordinal);

    private static StudyCommand.Cancel Cancel(int? cell = null, int? seed = null) =>
        new(new(cell, seed), "the learning rate is wrong", Noon);

    private static StudyCommand.Finish Finish(JobKey job) => new(job, 1, Completed(), Noon);

    private static StudyCommand.Fail Fail(JobKey job) => new(job, 1, "crash", Noon);
}
