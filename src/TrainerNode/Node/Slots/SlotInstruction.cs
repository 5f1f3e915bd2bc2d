namespace Seedbed.TrainerNode.Node.Slots;

using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.TrainerNode.Slot.Pipe;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// What a slot's state asks its node to do. Carried out in order;
/// what comes of it returns as a <see cref="SlotEvent"/>.
/// </summary>
public abstract record SlotInstruction
{
    private SlotInstruction() { }

    /// <summary>Send to the coordinator, or to nobody while there is none: it will be sent again.</summary>
    public sealed record Send(IWorkMessage Message) : SlotInstruction;

    public sealed record StartChild(long Child) : SlotInstruction;

    public sealed record KillChild : SlotInstruction;

    /// <summary>Write to the slot's process.</summary>
    public sealed record Order(SlotOrder Content) : SlotInstruction;

    /// <summary>From now on the store is there, also for what is under way.</summary>
    public sealed record UseStore(string Url) : SlotInstruction;

    /// <summary>
    /// Bring data into the cache.
    /// Answered by <see cref="SlotEvent.DataFetched"/> or <see cref="SlotEvent.DataRefused"/>.
    /// </summary>
    public sealed record Fetch(long Pack, ContentHash Content) : SlotInstruction;

    /// <summary>
    /// Bring a checkpoint, which has this path in the store, into a file of its own.
    /// Answered by <see cref="SlotEvent.CheckpointFetched"/> or <see cref="SlotEvent.CheckpointMissing"/>.
    /// </summary>
    public sealed record FetchCheckpoint(long Pack, int Lane, ContentHash Content, string Place) : SlotInstruction;

    /// <summary>Stop putting a file into the store, and delete it: a newer one takes its place.</summary>
    public sealed record Discard(string Path) : SlotInstruction;

    /// <summary>
    /// Put a file into the store, under this path, and delete it. Answered by <see cref="SlotEvent.ArtifactStored"/> or
    /// <see cref="SlotEvent.ArtifactRefused"/>.
    /// </summary>
    public sealed record Upload(string Path, ContentHash Content, string Place) : SlotInstruction;
}
