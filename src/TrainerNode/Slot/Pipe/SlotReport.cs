namespace Seedbed.TrainerNode.Slot.Pipe;

using MessagePack;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Work;

/// <summary>What a slot tells its node, in the order it happened.</summary>
[Union(0, typeof(Ready))]
[Union(1, typeof(Points))]
[Union(2, typeof(Attached))]
[Union(3, typeof(Completed))]
[Union(4, typeof(Diverged))]
[Union(5, typeof(Failed))]
[Union(6, typeof(Ended))]
[Union(7, typeof(Warned))]
[Union(8, typeof(Checkpointed))]
[Union(9, typeof(CheckpointRefused))]
[Union(10, typeof(Advanced))]
public abstract record SlotReport
{
    private SlotReport() { }

    /// <summary>The process runs and takes orders. libtorch may still be loading.</summary>
    [MessagePackObject]
    public sealed record Ready : SlotReport;

    /// <summary>The next points of a lane, in the order they were reported.</summary>
    /// <param name="Epochs">Epochs that ended since the points before; null for none.</param>
    [MessagePackObject]
    public sealed record Points(
        [property: Key(0)] long Pack,
        [property: Key(1)] int Lane,
        [property: Key(2)] MetricPoints Batch,
        [property: Key(3)] IReadOnlyList<EpochHash>? Epochs = null) : SlotReport;

    /// <summary>
    /// The program reached a boundary. Said by the thread that trains, so that silence means something.
    /// </summary>
    [MessagePackObject]
    public sealed record Advanced([property: Key(0)] long Pack) : SlotReport;

    /// <summary>A checkpoint of a lane lies in a file, which belongs to the node from now on.</summary>
    /// <param name="Seconds">Wall time of the job so far.</param>
    [MessagePackObject]
    public sealed record Checkpointed(
        [property: Key(0)] long Pack,
        [property: Key(1)] int Lane,
        [property: Key(2)] long Step,
        [property: Key(3)] ContentHash Content,
        [property: Key(4)] string Path,
        [property: Key(5)] double Seconds) : SlotReport;

    /// <summary>The lane cannot go on from its checkpoint, so nothing of the pack is trained.</summary>
    [MessagePackObject]
    public sealed record CheckpointRefused(
        [property: Key(0)] long Pack, [property: Key(1)] int Lane, [property: Key(2)] string Reason) : SlotReport;

    /// <summary>A larger result of a lane lies in a file, which belongs to the node from now on.</summary>
    /// <param name="Path">Null if the store has it: the lane attached it before its checkpoint.</param>
    [MessagePackObject]
    public sealed record Attached(
        [property: Key(0)] long Pack,
        [property: Key(1)] int Lane,
        [property: Key(2)] string Name,
        [property: Key(3)] ContentHash Content,
        [property: Key(4)] string? Path) : SlotReport;

    /// <param name="Finals">Ordered by name.</param>
    /// <param name="Seconds">Wall time of the job, from its first lease's start to its end.</param>
    [MessagePackObject]
    public sealed record Completed(
        [property: Key(0)] long Pack,
        [property: Key(1)] int Lane,
        [property: Key(2)] IReadOnlyList<Final> Finals,
        [property: Key(3)] double Seconds) : SlotReport;

    /// <param name="Step">The optimiser step whose loss was not finite.</param>
    /// <param name="Seconds">As of <see cref="Completed"/>.</param>
    [MessagePackObject]
    public sealed record Diverged(
        [property: Key(0)] long Pack,
        [property: Key(1)] int Lane,
        [property: Key(2)] long Step,
        [property: Key(3)] double Seconds) : SlotReport;

    /// <summary>The pack failed: every lane of it that has not ended.</summary>
    /// <param name="Reason">For people, at most 4,000 characters.</param>
    [MessagePackObject]
    public sealed record Failed([property: Key(0)] long Pack, [property: Key(1)] string Reason) : SlotReport;

    /// <summary>A program trains, but not as it should. Said once for each program and kind of warning.</summary>
    [MessagePackObject]
    public sealed record Warned([property: Key(0)] string Text) : SlotReport;

    /// <summary>The pack is over, whatever came of it, and the slot takes another.</summary>
    /// <param name="ResidentBytes">Memory the process holds, measured within the last second.</param>
    [MessagePackObject]
    public sealed record Ended([property: Key(0)] long Pack, [property: Key(1)] long ResidentBytes) : SlotReport;
}
