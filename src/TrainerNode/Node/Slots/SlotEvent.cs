namespace Seedbed.TrainerNode.Node.Slots;

using Seedbed.TrainerNode.Slot.Pipe;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>What happens to a slot, as its node sees it.</summary>
public abstract record SlotEvent
{
    private SlotEvent() { }

    /// <summary>The node offers the slot from now on. The first event.</summary>
    public sealed record Begun : SlotEvent;

    /// <summary>There is a way to a coordinator, perhaps to another one than before.</summary>
    public sealed record Connected : SlotEvent;

    public sealed record Received(IWorkMessage Message) : SlotEvent;

    /// <param name="Child">Which of the slot's processes, counted from 1: what an earlier one says is ignored.</param>
    public sealed record ChildReported(long Child, SlotReport Report) : SlotEvent;

    /// <param name="Exit">Its reason has the last lines of the process's log.</param>
    public sealed record ChildExited(long Child, ChildExit Exit) : SlotEvent;

    /// <summary>The pack's data lies verified in the cache.</summary>
    public sealed record DataFetched(long Pack, string Path) : SlotEvent;

    /// <summary>The pack's data cannot be had, and trying again would not help.</summary>
    public sealed record DataRefused(long Pack, string Reason) : SlotEvent;

    /// <summary>A checkpoint to go on from lies verified in a file of its own.</summary>
    public sealed record CheckpointFetched(long Pack, int Lane, string Path) : SlotEvent;

    /// <summary>It cannot be had, or is not what its hash says.</summary>
    public sealed record CheckpointMissing(long Pack, int Lane, string Reason) : SlotEvent;

    /// <summary>A larger result or a checkpoint is in the store.</summary>
    public sealed record ArtifactStored(string Path) : SlotEvent;

    /// <summary>The store does not take the file, and trying again would not help.</summary>
    public sealed record ArtifactRefused(string Path, string Reason) : SlotEvent;

    /// <summary>Some time has passed.</summary>
    public sealed record Ticked : SlotEvent;

    /// <summary>The node stops: what is unfinished goes back.</summary>
    /// <param name="Within">How long the slot may take to reach a boundary and take checkpoints.</param>
    public sealed record Drained(TimeSpan Within) : SlotEvent;
}
