namespace Seedbed.TrainerNode.Slot.Pipe;

using MessagePack;
using Seedbed.Messages.Studies;

/// <summary>
/// What a node tells its slot. Crosses a pipe between two processes of the same build:
/// never stored, never sent further.
/// </summary>
[Union(0, typeof(Train))]
[Union(1, typeof(Cancel))]
public abstract record SlotOrder
{
    private SlotOrder() { }

    /// <summary>
    /// Train these jobs together. Given to a slot only after its last pack has <see cref="SlotReport.Ended"/>.
    /// </summary>
    /// <param name="Pack">Grows with each pack of a slot; every report about it carries it.</param>
    /// <param name="Data">The study's data section as JSON; null for a program without data.</param>
    /// <param name="DataPath">Where the verified content lies; null without data.</param>
    /// <param name="Lanes">The seeds of each job; its position is its lane.</param>
    [MessagePackObject]
    public sealed record Train(
        [property: Key(0)] long Pack,
        [property: Key(1)] string Program,
        [property: Key(2)] IReadOnlyDictionary<string, string> Parameters,
        [property: Key(3)] string? Data,
        [property: Key(4)] string? DataPath,
        [property: Key(5)] string? SelectBy,
        [property: Key(6)] IReadOnlyList<SeedVector> Lanes) : SlotOrder;

    /// <summary>Stop the pack at its next boundary. No effect if it has ended.</summary>
    [MessagePackObject]
    public sealed record Cancel([property: Key(0)] long Pack) : SlotOrder;
}
