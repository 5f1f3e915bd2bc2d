namespace Seedbed.TrainerNode.Slot.Pipe;

using MessagePack;
using Seedbed.Messages.Studies;

/// <summary>
/// What a node tells its slot. Crosses a pipe between two processes of the same build:
/// never stored, never sent further.
/// </summary>
[Union(0, typeof(Train))]
[Union(1, typeof(Cancel))]
[Union(2, typeof(Leave))]
public abstract record SlotOrder
{
    private SlotOrder() { }

    /// <summary>
    /// Train these jobs together. Given to a slot only after its last pack has <see cref="SlotReport.Ended"/>.
    /// </summary>
    /// <param name="Pack">Grows with each pack of a slot; every report about it carries it.</param>
    /// <param name="Data">The study's data section as JSON; null for a program without data.</param>
    /// <param name="DataPath">Where the verified content lies; null without data.</param>
    /// <param name="Parameters">All of them, but for what a lane has of its own.</param>
    /// <param name="Lanes">A job each; its position is its lane.</param>
    /// <param name="Checkpoints">When they are taken.</param>
    /// <param name="ProgramContent">Which build of a user's program; null for a built-in one.</param>
    [MessagePackObject]
    public sealed record Train(
        [property: Key(0)] long Pack,
        [property: Key(1)] string Program,
        [property: Key(2)] IReadOnlyDictionary<string, string> Parameters,
        [property: Key(3)] string? Data,
        [property: Key(4)] string? DataPath,
        [property: Key(5)] string? SelectBy,
        [property: Key(6)] IReadOnlyList<LaneOrder> Lanes,
        [property: Key(7)] CheckpointInterval Checkpoints,
        [property: Key(8)] string? ProgramContent = null) : SlotOrder;

    /// <summary>
    /// The node stops: take checkpoints at the pack's next boundary and leave it. No effect if it has ended.
    /// </summary>
    [MessagePackObject]
    public sealed record Leave([property: Key(0)] long Pack) : SlotOrder;

    /// <summary>Stop the pack at its next boundary. No effect if it has ended.</summary>
    [MessagePackObject]
    public sealed record Cancel([property: Key(0)] long Pack) : SlotOrder;
}

/// <summary>One job of a pack.</summary>
/// <param name="Attempt">Which try at the job it is, from 1.</param>
/// <param name="Own">Parameters in which it differs from the pack's; null if in none.</param>
/// <param name="From">What it goes on from; null if it begins at step 0.</param>
[MessagePackObject]
public sealed record LaneOrder(
    [property: Key(0)] SeedVector Seeds,
    [property: Key(1)] long Attempt,
    [property: Key(2)] IReadOnlyDictionary<string, string>? Own,
    [property: Key(3)] ResumeOrder? From = null);

/// <summary>A checkpoint to go on from.</summary>
/// <param name="Path">The verified file, which belongs to the slot from now on.</param>
/// <param name="Seconds">Wall time of the job up to it.</param>
[MessagePackObject]
public sealed record ResumeOrder(
    [property: Key(0)] string Path, [property: Key(1)] long Step, [property: Key(2)] double Seconds);

/// <summary>When a slot takes checkpoints, always at a boundary of the program.</summary>
/// <param name="Seconds">Between two of them at least.</param>
/// <param name="Epochs">Also after so many epochs; null for none.</param>
[MessagePackObject]
public readonly record struct CheckpointInterval(
    [property: Key(0)] double Seconds, [property: Key(1)] int? Epochs);
