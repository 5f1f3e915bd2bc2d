namespace Seedbed.TrainerNode.Node.Slots;

using Seedbed.Messages;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Work;

/// <summary>What a node offers with one slot. Constant for the life of the node's process.</summary>
/// <param name="Incarnation">Names the node's process.</param>
/// <param name="MaxLanes">The most jobs it takes in one pack.</param>
/// <param name="MaxResidentBytes">Above this the slot's process is replaced between two packs.</param>
/// <param name="CheckpointSeconds">Between two checkpoints of a job, where its study does not say.</param>
public sealed record SlotOffer(
    SlotId Slot,
    long Incarnation,
    Device Device,
    int MaxLanes,
    IReadOnlyList<ProgramIdentity> Programs,
    long MaxResidentBytes,
    double CheckpointSeconds = PackProgress.SecondsBetweenCheckpoints);
