namespace Seedbed.TrainerNode.Node.Slots;

using System.Diagnostics;
using Seedbed.Data;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Slot;
using Seedbed.TrainerNode.Slot.Pipe;

// What the slot's process does and says.
public sealed partial record SlotState
{
    private SlotState Hear(SlotReport report, Turn turn) => Advanced(turn.Now).Take(report, turn);

    /// <summary>Whatever the process says while it trains, its training thread got on with it.</summary>
    private SlotState Advanced(TimeSpan now) =>
        Pack is { AdvancedAt: not null } pack ? this with { Pack = pack with { AdvancedAt = now } } : this;

    private SlotState Take(SlotReport report, Turn turn) => report switch
    {
        SlotReport.Ready => Child.Phase == ChildPhase.Starting ? this with { Child = Child.Ready() } : this,
        SlotReport.Points(var pack, var lane, var points, var epochs) =>
            Train(pack, lane, job => Send(job.AddBatch(points, epochs, turn.Now), turn)),
        SlotReport.Checkpointed checkpointed => Checkpoint(checkpointed, turn),
        SlotReport.CheckpointRefused(var pack, var lane, var reason) => RefuseCheckpoint(pack, lane, reason),
        SlotReport.Attached attached => Attach(attached, turn),
        SlotReport.Completed(var pack, var lane, var finals, var seconds) => Train(
            pack, lane, job => job.Finish(JobOutcome.Completed, null, finals, seconds, Offer.Device)),
        SlotReport.Diverged(var pack, var lane, var step, var seconds) => Train(
            pack, lane, job => job.Finish(JobOutcome.Diverged, step, [], seconds, Offer.Device)),
        SlotReport.Failed(var pack, var reason) => Update(
            job => job.Pack == pack && job.End is null ? job.Fail(FailureReason.Limit(reason)) : job),
        SlotReport.Advanced => this,
        SlotReport.Ended(var pack, var resident) when Pack?.Number == pack => EndPack(resident, turn),
        SlotReport.Ended => this,
        _ => throw new UnreachableException($"No rule for {report.GetType().Name}."),
    };

    private static JobProgress Send(JobProgress job, Turn turn)
    {
        turn.Send(job.Batches[^1].Message);
        return job;
    }

    /// <summary>Changes the job in a lane, unless it has ended or was superseded.</summary>
    private SlotState Train(long pack, int lane, Func<JobProgress, JobProgress> change) =>
        Update(job => job.Pack == pack && job.Lane == lane && job.End is null ? change(job) : job);

    private SlotState Attach(SlotReport.Attached attached, Turn turn) => Train(attached.Pack, attached.Lane, job =>
    {
        if (attached.Path is { } path)
            turn.Do(new SlotInstruction.Upload(path, attached.Content, attached.Content.Hex));
        return job.Attach(new(attached.Name, attached.Content), attached.Path);
    });

    private SlotState Checkpoint(SlotReport.Checkpointed taken, Turn turn) => Train(taken.Pack, taken.Lane, job =>
    {
        var checkpoint = new Checkpoint(job.Key.Fence, taken.Step, taken.Content, job.LastBatch, taken.Seconds);
        turn.Do(new SlotInstruction.Upload(taken.Path, taken.Content, checkpoint.PathOf(job.Key.Job)));
        return job.Checkpoint(checkpoint, taken.Path);
    });

    private SlotState EndPack(long residentBytes, Turn turn)
    {
        var dropped = IsDraining
            ? DropPack(job => job.GiveBackFromCheckpoint(NodeStops))
            : DropPack(job => job.Fail("The slot ended the pack without an end for this job."));
        var ended = dropped with { Child = Child.Healthy() };
        if (IsDraining) return ended;
        return residentBytes > Offer.MaxResidentBytes ? ended.ReplaceChild(turn) : ended;
    }

    /// <summary>
    /// A pack that it trained ends with it; one that still waits for a process goes back if none comes to train it.
    /// </summary>
    private SlotState ChildExited(ChildExit exit, Turn turn)
    {
        if (Child.Phase == ChildPhase.Exited) return this;

        var reason = FailureReason.Limit(exit.Reason);
        var trained = Pack is { Phase: PackPhase.Training };
        var exited = this with { Child = Child.Crashed(turn.Now, trained) };
        if (trained && exit.Cause != ExitCause.Interrupted) return exited.DropPack(job => job.Fail(reason));
        return trained || exited.Child.CannotStart ? exited.DropPack(job => job.GiveBack(reason)) : exited;
    }

    private SlotState StartChild(Turn turn)
    {
        var started = this with { Child = Child.Starting(turn.Now) };
        turn.Do(new SlotInstruction.StartChild(started.Child.Number));
        return started;
    }

    private SlotState ReplaceChild(Turn turn)
    {
        turn.Do(new SlotInstruction.KillChild());
        return StartChild(turn);
    }

    private SlotState RestartChild(Turn turn) =>
        Child.Phase == ChildPhase.Exited && turn.Now >= Child.RestartAt && !IsDraining ? StartChild(turn) : this;

    /// <summary>One that takes minutes to start is stopped and counts as crashed.</summary>
    private SlotState StopMuteChild(Turn turn)
    {
        if (!Child.IsMute(turn.Now)) return this;

        turn.Do(new SlotInstruction.KillChild());
        return ChildExited(ChildExit.Failed("The slot's process does not get ready."), turn);
    }

    /// <summary>
    /// One that gets nowhere is stopped, and its jobs have failed: not while it waits for the coordinator to take its
    /// points, which is no fault of its own.
    /// </summary>
    private SlotState StopStalledChild(Turn turn)
    {
        if (Pack is not { Phase: PackPhase.Training, KillAt: null } pack) return this;
        if (IsFull) return Advanced(turn.Now);
        if (!pack.IsStalled(turn.Now)) return this;

        turn.Do(new SlotInstruction.KillChild());
        return ChildExited(
            ChildExit.Failed(
                $"The program reached no boundary within {Wording.Number((long)pack.ProgressTimeout.TotalSeconds)} s, "
                + "so its process was ended. If it is only slow, allow more by the study's 'progress-timeout'."),
            turn);
    }

    private SlotState StopStubbornChild(Turn turn)
    {
        if (Pack is not { KillAt: { } at } || turn.Now < at) return this;
        return IsDraining ? Abandon(turn) : (this with { Pack = null }).ReplaceChild(turn);
    }
}
