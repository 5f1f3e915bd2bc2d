namespace Seedbed.Coordinator.Tests.Studies;

using System.Diagnostics;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.Tests.Studies.Given;

public class StudyStateTests
{
    private static readonly JobKey First = new(0, 0);

    [Fact]
    public void Seeds_are_leased_evenly_over_all_cells()
    {
        var state = After(Submit(Study(cells: 2, seeds: 3)));

        List<(int, int, long)> order = [];
        for (var request = 1; request <= 6; request++)
        {
            var events = state.Decide(Lease(Request(slot: request)));
            order.AddRange(events.Granted());
            state = events.Aggregate(state, (current, @event) => current.Apply(@event));
        }

        Assert.Equal([(0, 0, 1), (1, 0, 1), (0, 1, 1), (1, 1, 1), (0, 2, 1), (1, 2, 1)], order);
        Assert.Empty(state.Decide(Lease(Request(slot: 7))));
    }

    [Fact]
    public void A_pack_is_one_cell_with_a_block_of_seeds_and_the_last_block_is_shorter()
    {
        var state = After(Submit(Study(cells: 2, seeds: 5, lanes: 4)));

        List<int> sizes = [];
        for (var slot = 0; state.Decide(Lease(Request(slot: slot))) is { Count: > 0 } events; slot++)
        {
            Assert.Single(events.Granted().Select(job => job.Cell).Distinct());
            sizes.Add(events.Granted().Count);
            state = events.Aggregate(state, (current, @event) => current.Apply(@event));
        }

        Assert.Equal([4, 4, 1, 1], sizes);
    }

    [Fact]
    public void A_slot_with_fewer_lanes_gets_a_smaller_pack_and_the_next_slot_the_rest()
    {
        var state = After(Submit(Study(cells: 1, seeds: 4, lanes: 4)), Lease(Request(slot: 0), maxLanes: 3));

        Assert.Equal([(0, 3, 1L)], state.Decide(Lease(Request(slot: 1), maxLanes: 3)).Granted());
    }

    [Fact]
    public void A_repeated_request_leads_to_nothing_because_it_has_its_lease() =>
        Assert.Empty(After(Submit(Study()), Lease(Request())).Decide(Lease(Request())));

    [Fact]
    public void A_new_request_interrupts_what_the_slot_held_and_its_job_comes_first()
    {
        var events = After(Submit(Study()), Lease(Request(1))).Decide(Lease(Request(2)));

        var interrupted = Assert.IsType<StudyEvent.Interrupted>(events[0]);
        Assert.Equal((0, 0, 1L), (interrupted.Cell, interrupted.Seed, interrupted.Fence));
        Assert.Equal([(0, 0, 2L)], events.Granted());
    }

    [Fact]
    public void An_expired_lease_goes_to_the_slot_that_asks_and_its_late_result_is_superseded()
    {
        var state = After(Submit(Study(cells: 1, seeds: 1)), Lease(Request(slot: 0)))
            .After(Lease(Request(slot: 1), expired: [Request(slot: 0)]));

        Assert.Equal(Slot(1), Assert.IsType<JobState.Running>(state.Jobs[First]).Slot);
        Assert.Equal(1, state.Jobs[First].History.Interruptions);
        Assert.Equal(JobVerdict.Superseded, state.Judge(First, 1));
        Assert.Empty(state.Decide(new StudyCommand.Finish(First, 1, Completed(), Noon)));
    }

    [Fact]
    public void An_expired_lease_goes_on_while_there_is_other_work()
    {
        var state = After(Submit(Study()), Lease(Request(slot: 0)));

        var leased = Assert.IsType<StudyEvent.Leased>(
            Assert.Single(state.Decide(Lease(Request(slot: 1), expired: [Request(slot: 0)]))));

        Assert.NotEqual(First, new(leased.Jobs[0].Cell, leased.Jobs[0].Seed));
    }

    [Fact]
    public void Only_as_many_expired_leases_end_as_make_a_pack()
    {
        var state = After(Submit(Study(cells: 1, seeds: 2)), Lease(Request(slot: 0)), Lease(Request(slot: 1)));

        var events = state.Decide(
            Lease(Request(slot: 2), expired: [Request(slot: 5), Request(slot: 0), Request(slot: 1)]));

        Assert.Equal(0, Assert.Single(events.OfType<StudyEvent.Interrupted>()).Seed);
        Assert.Equal([(0, 0, 2L)], events.Granted());
    }

    [Fact]
    public void A_result_is_counted_once_however_often_it_comes()
    {
        var finish = new StudyCommand.Finish(First, 1, Completed(0.75), Noon);
        var state = After(Submit(Study()), Lease(Request()), finish);

        Assert.Empty(state.Decide(finish));
        Assert.Equal(JobVerdict.Ended, state.Judge(First, 1));
        Assert.Equal(1, state.Counts.Completed);
        Assert.Equal(0.75, Assert.IsType<JobState.Ended>(state.Jobs[First]).Result?["test.accuracy"]);
        Assert.Empty(state.Leases);
    }

    [Fact]
    public void A_fence_that_was_never_journaled_is_ahead() =>
        Assert.Equal(JobVerdict.Ahead, After(Submit(Study()), Lease(Request())).Judge(First, 2));

    [Fact]
    public void A_failed_job_backs_off_and_waits_longer_for_the_node_it_failed_on()
    {
        var state = After(
            Submit(Study(cells: 1, seeds: 1)), Lease(Request()),
            new StudyCommand.Fail(First, 1, "exit code 134", Noon));

        Assert.Empty(state.Decide(Lease(Request(node: "b"), at: Noon.AddSeconds(0.9))));
        Assert.Empty(state.Decide(Lease(Request(2), at: Noon.AddSeconds(1))));
        Assert.Equal([(0, 0, 2L)], state.Decide(Lease(Request(node: "b"), at: Noon.AddSeconds(1))).Granted());
        Assert.Equal([(0, 0, 2L)], state.Decide(Lease(Request(2), at: Noon.AddSeconds(2))).Granted());
        Assert.Equal("exit code 134", Assert.Single(state.Jobs[First].History.Reasons));
    }

    [Fact]
    public void A_job_that_failed_as_often_as_allowed_has_failed()
    {
        var state = After(Submit(Study(cells: 1, seeds: 1, maxAttempts: 2)));
        for (var fence = 1; fence <= 2; fence++)
            state = state.After(Lease(Request(fence), at: Noon.AddHours(fence)))
                .After(new StudyCommand.Fail(First, fence, "crash", Noon.AddHours(fence)));

        Assert.Equal(JobOutcome.Failed, Assert.IsType<JobState.Ended>(state.Jobs[First]).Outcome);
        Assert.Equal((1L, 0L), (state.Counts.Failed, state.WaitingCount));
    }

    [Fact]
    public void After_the_crash_of_a_pack_its_jobs_run_alone_and_only_a_failure_alone_counts()
    {
        var state = After(Submit(Study(cells: 1, seeds: 2, lanes: 2, maxAttempts: 1)), Lease(Request()));
        state = state.After(new StudyCommand.Fail(new(0, 0), 1, "crash", Noon))
            .After(new StudyCommand.Fail(new(0, 1), 1, "crash", Noon));

        Assert.Equal((0L, 2L), (state.Counts.Failed, state.WaitingCount));
        Assert.Equal(0, state.Jobs[First].History.Failures);

        state = state.After(Lease(Request(2), at: Noon.AddMinutes(1)));
        Assert.Equal(1, Assert.Single(state.Leases.Values).Granted);

        state = state.After(new StudyCommand.Fail(First, 2, "crash", Noon.AddMinutes(2)));
        Assert.Equal((1L, 1L), (state.Counts.Failed, state.WaitingCount));
    }

    [Fact]
    public void Cells_that_differ_in_what_lanes_may_differ_in_fill_packs_together_seed_by_seed()
    {
        var state = After(Submit(Study(cells: 2, seeds: 3, lanes: 4) with { PerLane = ["width"] }), Lease(Request(1)));

        Assert.Equal([(0, 0), (1, 0), (0, 1), (1, 1)], state.Leases.Values.Single().Jobs.Select(
            grant => (grant.Cell, grant.Seed)));
        Assert.Equal([(0, 2, 1L), (1, 2, 1L)], state.Decide(Lease(Request(1, slot: 1))).Granted());
    }

    [Fact]
    public void Other_cells_never_share_a_pack() =>
        Assert.Equal(
            [(0, 0, 1L), (0, 1, 1L), (0, 2, 1L)],
            After(Submit(Study(cells: 2, seeds: 3, lanes: 4))).Decide(Lease(Request())).Granted());

    [Theory]
    [InlineData("width", 2)]
    [InlineData("depth", 1)]
    public void Returned_jobs_share_a_pack_if_their_cells_may(string perLane, int together)
    {
        var state = After(
            Submit(Study(cells: 2, seeds: 1, lanes: 2) with { PerLane = [perLane] }), Lease(Request(1)),
            Lease(Request(1, slot: 1)));
        foreach (var job in state.Jobs.Keys.ToList())
            state = state.After(new StudyCommand.Release(job, 1, "drain", Noon));

        Assert.Equal(together, state.Decide(Lease(Request(2))).Granted().Count);
    }

    [Fact]
    public void Interruptions_never_count_as_failures()
    {
        var state = After(Submit(Study(cells: 1, seeds: 1, maxAttempts: 1)));
        for (var fence = 1; fence <= 10; fence++)
            state = state.After(Lease(Request(fence))).After(new StudyCommand.Release(First, fence, "drain", Noon));

        Assert.Equal(
            (10, 0, 1L),
            (state.Jobs[First].History.Interruptions, state.Jobs[First].History.Failures, state.WaitingCount));
    }

    [Fact]
    public void An_extended_study_runs_only_what_is_missing_or_failed()
    {
        var state = After(
            Submit(Study(cells: 1, seeds: 2, maxAttempts: 1)), Lease(Request(1)),
            new StudyCommand.Finish(First, 1, Completed(), Noon));
        state = state.After(Lease(Request(2))).After(new StudyCommand.Fail(new(0, 1), 1, "crash", Noon));
        Assert.Equal(0, state.WaitingCount);

        state = state.After(Submit(Study(cells: 2, seeds: 2, maxAttempts: 1), Noon.AddHours(1)));

        Assert.Equal((4L, 1L, 3L), (state.Total, state.Counts.Completed, state.WaitingCount));
        Assert.Equal([(0, 1, 2L)], state.Decide(Lease(Request(3), at: Noon.AddHours(1))).Granted());
    }

    [Fact]
    public void Submitting_the_same_study_again_changes_nothing() =>
        Assert.Empty(After(Submit(Study())).Decide(Submit(Study(), Noon.AddDays(1))));

    [Fact]
    public void A_million_jobs_cost_nothing_until_they_are_leased()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var state = After(Submit(Study(cells: 4, seeds: 250_000)));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((1_000_000L, 1_000_000L), (state.Total, state.WaitingCount));
        Assert.InRange(allocated, 0, 1_000_000);
    }

    public static TheoryData<Type> AllEvents => [.. typeof(StudyEvent).GetNestedTypes()];

    /// <summary>A rule may find that the event does not follow, but it must not be missing.</summary>
    [Theory, MemberData(nameof(AllEvents))]
    public void Every_event_has_a_rule(Type type)
    {
        var @event = (StudyEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);

        var thrown = Record.Exception(() => StudyState.Empty.Apply(@event));

        if (thrown is UnreachableException missing)
            Assert.DoesNotContain("No rule", missing.Message, StringComparison.Ordinal);
    }
}
