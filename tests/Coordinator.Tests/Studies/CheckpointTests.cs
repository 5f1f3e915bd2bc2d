namespace Seedbed.Coordinator.Tests.Studies;

using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Coordinator.Tests.Studies.Given;

public class CheckpointTests
{
    private static readonly JobKey First = new(0, 0);

    /// <summary>One job, leased under fence 1.</summary>
    private static readonly StudyState Leased = After(Submit(Study(cells: 1, seeds: 1)), Lease(Request(1)));

    [Fact]
    public void A_checkpoint_is_journaled_once_however_often_it_comes()
    {
        var keep = Keep(First, CheckpointAt(1, 200));
        var state = Leased.After(keep);

        var journaled = Assert.IsType<StudyEvent.Checkpointed>(Assert.Single(Leased.Decide(keep)));
        Assert.Equal(keep.Checkpoint, journaled.Checkpoint);
        Assert.Empty(state.Decide(keep));
        Assert.Empty(state.Decide(Keep(First, CheckpointAt(1, 100))));
    }

    [Fact]
    public void The_newest_two_checkpoints_are_kept()
    {
        var state = Leased;
        foreach (var step in (int[])[100, 200, 300]) state = state.After(Keep(First, CheckpointAt(1, step)));

        Assert.Equal([CheckpointAt(1, 200), CheckpointAt(1, 300)], state.Jobs[First].History.Checkpoints.ToArray());
    }

    [Fact]
    public void A_checkpoint_of_another_lease_than_the_jobs_is_not_kept()
    {
        Assert.Empty(Leased.Decide(Keep(First, CheckpointAt(2, 100))));
        Assert.Empty(Leased.Decide(new StudyCommand.KeepCheckpoint(First, 1, CheckpointAt(2, 100), Noon)));
        Assert.Empty(Leased.After(Release(1)).Decide(Keep(First, CheckpointAt(1, 100))));
        Assert.Empty(Leased.After(Release(1)).After(Lease(Request(2))).Decide(Keep(First, CheckpointAt(1, 100))));
    }

    [Fact]
    public void A_job_goes_on_from_its_newest_checkpoint()
    {
        var state = Leased.After(Keep(First, CheckpointAt(1, 100))).After(Keep(First, CheckpointAt(1, 200)))
            .After(Release(1));

        var leased = state.Decide(Lease(Request(2))).OfType<StudyEvent.Leased>().Single();

        Assert.Equal([new Grant(0, 0, 2, ResumeFence: 1, ResumeStep: 200)], leased.Jobs);
        Assert.Equal(CheckpointAt(1, 200), state.After(Lease(Request(2))).Jobs[First].History.From);
    }

    [Fact]
    public void A_refused_checkpoint_gives_way_to_the_one_before_and_that_to_the_beginning()
    {
        var state = Leased.After(Keep(First, CheckpointAt(1, 100))).After(Keep(First, CheckpointAt(1, 200)))
            .After(Release(1)).After(Lease(Request(2)));

        var refusal = state.Decide(Refuse(2, CheckpointAt(1, 200)));
        state = state.After(Refuse(2, CheckpointAt(1, 200))).After(Lease(Request(3)));
        Assert.Equal(CheckpointAt(1, 100), state.Jobs[First].History.From);
        state = state.After(Refuse(3, CheckpointAt(1, 100))).After(Lease(Request(4)));

        Assert.Null(state.Jobs[First].History.From);
        Assert.Equal((3, 0), (state.Jobs[First].History.Interruptions, state.Jobs[First].History.Failures));
        Assert.IsType<StudyEvent.CheckpointDropped>(refusal[0]);
        var cause = Assert.IsType<StudyEvent.Interrupted>(refusal[1]).Cause;
        Assert.Contains($"1-200-{CheckpointAt(1, 200).Content}", cause, StringComparison.Ordinal);
        Assert.Contains("torn", cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lease_that_left_no_checkpoint_is_no_link_of_the_curve()
    {
        var state = Leased.After(Keep(First, CheckpointAt(1, 500))).After(Release(1));

        state = state.After(Lease(Request(2))).After(Release(2)).After(Lease(Request(3)));

        Assert.Equal([new FenceLink(1, 5)], state.Jobs[First].History.Earlier.ToArray());
    }

    [Fact]
    public void A_curve_goes_over_all_leases_whose_checkpoints_were_gone_on_from()
    {
        var state = Leased.After(Keep(First, CheckpointAt(1, 500))).After(Release(1)).After(Lease(Request(2)));

        state = state.After(Keep(First, CheckpointAt(2, 800, lastBatch: 3))).After(Release(2)).After(Lease(Request(3)));

        Assert.Equal(
            [new FenceLink(1, 5), new FenceLink(2, 3), new FenceLink(3, 7)],
            state.Jobs[First].History.ChainTo(lastBatch: 7).ToArray());
    }

    [Fact]
    public void A_curve_is_cut_at_the_checkpoint_before_the_one_that_was_refused()
    {
        var state = Leased.After(Keep(First, CheckpointAt(1, 500))).After(Release(1)).After(Lease(Request(2)));
        state = state.After(Keep(First, CheckpointAt(2, 800, lastBatch: 3))).After(Release(2)).After(Lease(Request(3)));

        state = state.After(Refuse(3, CheckpointAt(2, 800, lastBatch: 3))).After(Lease(Request(4)));

        Assert.Equal([new FenceLink(1, 5)], state.Jobs[First].History.Earlier.ToArray());
    }

    [Fact]
    public void An_ended_job_keeps_its_curve_and_no_checkpoint()
    {
        var state = Leased.After(Keep(First, CheckpointAt(1, 500))).After(Release(1)).After(Lease(Request(2)))
            .After(Keep(First, CheckpointAt(2, 800)))
            .After(new StudyCommand.Finish(First, 2, Completed(lastBatch: 9), Noon));

        var history = state.Jobs[First].History;
        Assert.Empty(history.Checkpoints);
        Assert.Null(history.From);
        Assert.Equal(
            [new FenceLink(1, 5), new FenceLink(2, 9)], Assert.Single(state.CurveKeys(new("a"), 1).Jobs).Chain);
    }

    [Fact]
    public void A_job_that_was_given_up_begins_anew_when_it_gets_another_chance()
    {
        var study = Study(cells: 1, seeds: 1, maxAttempts: 1);
        var state = After(Submit(study), Lease(Request(1)), Keep(First, CheckpointAt(1, 500)))
            .After(new StudyCommand.Fail(First, 1, "crash", Noon))
            .After(Submit(study, Noon.AddHours(1)));

        var leased = state.Decide(Lease(Request(2), at: Noon.AddHours(1))).OfType<StudyEvent.Leased>().Single();

        Assert.Equal([new Grant(0, 0, 2, 0, 0)], leased.Jobs);
    }

    [Theory]
    [InlineData(200, 2)]
    [InlineData(300, 1)]
    public void Returned_jobs_share_a_pack_only_if_they_go_on_from_the_same_step(int stepOfSecond, int together)
    {
        var state = After(Submit(Study(cells: 1, seeds: 2, lanes: 2)), Lease(Request(1)))
            .After(Keep(First, CheckpointAt(1, 200))).After(Keep(new(0, 1), CheckpointAt(1, stepOfSecond)))
            .After(new StudyCommand.EndLease(Request(1), "drain", Noon));

        Assert.Equal(together, state.Decide(Lease(Request(2))).Granted().Count);
    }

    [Fact]
    public void A_job_that_begins_anew_shares_no_pack_with_one_that_goes_on()
    {
        var state = After(Submit(Study(cells: 1, seeds: 2, lanes: 2)), Lease(Request(1)))
            .After(Keep(First, CheckpointAt(1, 200)))
            .After(new StudyCommand.EndLease(Request(1), "drain", Noon));

        Assert.Equal([(0, 0, 2L)], state.Decide(Lease(Request(2))).Granted());
    }

    [Fact]
    public void A_replay_that_differed_is_noted_once_and_stays_noted_when_the_job_ends()
    {
        var state = Leased.After(Release(1)).After(Lease(Request(2)));
        var note = new StudyCommand.NoteReplay(First, 2, 300, Noon);

        Assert.Equal(new StudyEvent.ReplayDiffered(0, 0, 2, 300, Noon), Assert.Single(state.Decide(note)));
        state = state.After(note).After(new StudyCommand.Finish(First, 2, Completed(), Noon));

        Assert.Empty(state.Decide(note with { Step = 400 }));
        Assert.True(Assert.Single(state.Page(0, 10).Jobs).ReplayDiffered);
    }

    private static StudyCommand.Release Release(long fence) => new(First, fence, "drain", Noon);

    private static StudyCommand.DropCheckpoint Refuse(long fence, Checkpoint checkpoint) =>
        new(First, fence, checkpoint, "it is torn", Noon);
}
