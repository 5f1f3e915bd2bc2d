namespace Seedbed.TrainerNode.Node.Slots;

using System.Collections.Immutable;
using System.Diagnostics;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Slot;
using Seedbed.TrainerNode.Slot.Pipe;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// One slot as its node sees it: the process, the pack it trains, and every job whose end the coordinator has not
/// acknowledged. Pure: events go in, instructions come out. It outlives actor systems, so that nothing is lost while
/// the node looks for a cluster.
/// </summary>
public sealed partial record SlotState
{
    /// <summary>How many batches wait for their acknowledgement before the slot's process has to wait too.</summary>
    public const int MaxUnstoredBatches = 32;

    private const string NodeStops = "the node stops";

    private SlotState(SlotOffer offer) => Offer = offer;

    public SlotOffer Offer { get; }

    public ChildState Child { get; private init; } = ChildState.None;

    /// <summary>The request that is not answered; null while there is none.</summary>
    public Outgoing? Request { get; private init; }

    /// <summary>Null while the slot's process has nothing to do.</summary>
    public PackProgress? Pack { get; private init; }

    /// <summary>Jobs the slot holds, oldest lease first.</summary>
    public ImmutableArray<JobProgress> Jobs { get; private init; } = [];

    public bool IsDraining { get; private init; }

    /// <summary>The node stops and the slot holds nothing more.</summary>
    public bool IsDrained => IsDraining && Jobs.IsEmpty;

    /// <summary>Points are not to be taken from the slot's process now.</summary>
    public bool IsFull => Jobs.Sum(job => job.Batches.Count) >= MaxUnstoredBatches;

    /// <summary>Of checkpoints on their way into the store.</summary>
    private IEnumerable<string> Files => Jobs.Select(job => job.Pending?.Path).OfType<string>();

    private long LastRequest { get; init; }

    /// <summary>The last lease's data section and what it refers to: most packs of a slot have the same.</summary>
    private (string Json, ContentHash Content)? LastData { get; init; }

    private TimeSpan Period { get; init; }

    private TimeSpan RenewAt { get; init; }

    public static SlotState Of(SlotOffer offer) => new(offer);

    /// <summary>The state after the event, and what it asks for.</summary>
    /// <param name="now">On a monotonic clock.</param>
    public (SlotState Next, IReadOnlyList<SlotInstruction> Instructions) Handle(SlotEvent @event, TimeSpan now)
    {
        var turn = new Turn(now, []);
        var next = Apply(@event, turn).SendCheckpoints(turn).SendEnds(turn).StartPack(turn).RequestWork(turn);
        if (next.Jobs != Jobs)
            turn.Instructions.AddRange(Files.Except(next.Files).Select(path => new SlotInstruction.Discard(path)));
        return (next, turn.Instructions);
    }

    private SlotState Apply(SlotEvent @event, Turn turn) => @event switch
    {
        SlotEvent.Begun => StartChild(turn),
        SlotEvent.Connected => SendAgain(_ => true, turn),
        SlotEvent.Received(var message) => Hear(message, turn),
        SlotEvent.ChildReported(var child, var report) => child == Child.Number ? Hear(report, turn) : this,
        SlotEvent.ChildExited(var child, var exit) => child == Child.Number ? ChildExited(exit, turn) : this,
        SlotEvent.DataFetched(var pack, var path) => DataFetched(pack, path),
        SlotEvent.DataRefused(var pack, var reason) => Pack?.Number == pack ? DropPack(job => job.Fail(reason)) : this,
        SlotEvent.CheckpointFetched(var pack, var lane, var path) => CheckpointFetched(pack, lane, path, turn),
        SlotEvent.CheckpointMissing(var pack, var lane, var reason) => RefuseCheckpoint(pack, lane, reason),
        SlotEvent.ArtifactStored(var path) => Update(
            job => job.Pending?.Path == path ? job.StoreCheckpoint() : job.StoreArtifact(path)),
        SlotEvent.ArtifactRefused(var path, var reason) => Update(
            job => job.Pending?.Path == path ? job.DropCheckpoint()
                : job.Uploads.Contains(path) ? job.Fail(reason)
                : job),
        SlotEvent.Ticked => Tick(turn),
        SlotEvent.Drained(var within) => Drain(within, turn),
        _ => throw new UnreachableException($"No rule for {@event.GetType().Name}."),
    };

    // What is due after every event, in the order the coordinator must see it.

    private SlotState SendCheckpoints(Turn turn) => Update(job =>
    {
        if (!job.MaySendCheckpoint || job.Pending is not { } pending) return job;
        var message = new Checkpointed(job.Key.Job, job.Key.Fence, pending.Checkpoint);
        turn.Send(message);
        return job.SendCheckpoint(message, turn.Now);
    });

    private SlotState SendEnds(Turn turn) => Update(job =>
    {
        if (!job.MaySendEnd || job.End is not { } end) return job;
        turn.Send(end);
        return job.SendEnd(end, turn.Now);
    });

    private SlotState StartPack(Turn turn)
    {
        if (Pack is not { Phase: PackPhase.Prepared } pack || Child.Phase != ChildPhase.Ready) return this;

        turn.Do(new SlotInstruction.Order(pack.ToOrder(Offer.CheckpointSeconds)));
        return this with { Pack = pack with { Phase = PackPhase.Training, AdvancedAt = turn.Now } };
    }

    /// <summary>A slot holds one lease: it asks again once every end of the last one is sent, and only then.</summary>
    private SlotState RequestWork(Turn turn)
    {
        var isFree = Pack is null && Request is null && Child.Phase == ChildPhase.Ready && !IsDraining;
        if (!isFree || Jobs.Any(job => job.SentEnd is null)) return this;

        var request = new RequestWork(
            Offer.Slot, Offer.Incarnation, LastRequest + 1, Offer.Device, Offer.MaxLanes, Offer.Programs);
        turn.Send(request);
        return this with { LastRequest = request.RequestId, Request = Outgoing.First(request, turn.Now) };
    }

    // Time.

    private SlotState Tick(Turn turn) => StopStubbornChild(turn).StopMuteChild(turn).StopStalledChild(turn)
        .RestartChild(turn).SendAgain(sent => sent.IsDue(turn.Now), turn).Renew(turn);

    private SlotState SendAgain(Func<Outgoing, bool> again, Turn turn)
    {
        var resent = Update(job => job.SendAgain(again, turn.Now, turn.Send));
        if (Request is not { } request || !again(request) || IsDraining) return resent;

        turn.Send(request.Message);
        return resent with { Request = request.Again(turn.Now) };
    }

    private SlotState Renew(Turn turn)
    {
        if (Jobs.IsEmpty || turn.Now < RenewAt) return this;

        turn.Send(new Renew(Offer.Slot, Offer.Incarnation, [.. Jobs.Select(job => job.Key)]));
        return this with { RenewAt = turn.Now + (Period / 3) };
    }

    /// <summary>A pack in training is left at its next boundary; all else goes back at once.</summary>
    private SlotState Drain(TimeSpan within, Turn turn)
    {
        var draining = this with { IsDraining = true };
        if (Pack is not { Phase: PackPhase.Training } pack || Child.Phase != ChildPhase.Ready || !IsWaitedFor(pack))
            return draining.Abandon(turn);
        if (pack.KillAt is not null || IsDraining) return draining;

        turn.Do(new SlotInstruction.Order(new SlotOrder.Leave(pack.Number)));
        return draining with { Pack = pack with { KillAt = turn.Now + within } };
    }

    /// <summary>Ends the slot's process, and gives back what it had.</summary>
    private SlotState Abandon(Turn turn)
    {
        if (Child.Phase != ChildPhase.Exited) turn.Do(new SlotInstruction.KillChild());
        return Update(job => job.End is null ? job.GiveBack(NodeStops) : job) with
        {
            Pack = null,
            Child = Child with { Phase = ChildPhase.Exited },
        };
    }

    // Jobs and packs.

    /// <summary>Copies nothing where nothing changes: a pack has several events for each lane.</summary>
    private SlotState Update(Func<JobProgress, JobProgress> change)
    {
        var jobs = Jobs;
        for (var index = 0; index < jobs.Length; index++)
        {
            var changed = change(jobs[index]);
            if (!ReferenceEquals(changed, jobs[index])) jobs = jobs.SetItem(index, changed);
        }

        return jobs == Jobs ? this : this with { Jobs = jobs };
    }

    private SlotState DataFetched(long number, string path) =>
        Fetching(number) is { } pack ? WithFetched(pack with { DataPath = path }) : this;

    private SlotState CheckpointFetched(long number, int lane, string path, Turn turn)
    {
        if (Fetching(number) is { } pack)
            return WithFetched(pack with { Checkpoints = pack.Checkpoints.SetItem(lane, path) });

        turn.Do(new SlotInstruction.Discard(path)); // nobody waits for the pack any more
        return this;
    }

    /// <summary>Whether any job of the pack has no end yet.</summary>
    private bool IsWaitedFor(PackProgress pack) => Jobs.Any(job => job.Pack == pack.Number && job.End is null);

    private PackProgress? Fetching(long number) =>
        Pack is { Phase: PackPhase.Fetching } pack && pack.Number == number ? pack : null;

    private SlotState WithFetched(PackProgress pack) =>
        this with { Pack = pack.IsComplete ? pack with { Phase = PackPhase.Prepared } : pack };

    /// <summary>A job whose checkpoint cannot be used goes back, and the others of its pack with it.</summary>
    private SlotState RefuseCheckpoint(long number, int lane, string reason)
    {
        if (Pack is not { } pack || pack.Number != number || pack.Lease.Jobs[lane].From is not { } from) return this;

        var refused = Train(number, lane, job => job.RefuseCheckpoint(from, FailureReason.Limit(reason)));
        const string Cause = "the checkpoint of another job in the pack cannot be used";
        return pack.Phase == PackPhase.Training
            ? refused.Update(job => job.Pack == number && job.End is null ? job.GiveBack(Cause) : job)
            : refused.DropPack(job => job.GiveBack(Cause));
    }

    /// <summary>Ends the current pack on the node's side, and with it the jobs that have no end yet.</summary>
    private SlotState DropPack(Func<JobProgress, JobProgress> end) =>
        Update(job => job.Pack == Pack?.Number && job.End is null ? end(job) : job) with { Pack = null };
}
