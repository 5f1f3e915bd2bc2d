namespace Seedbed.TrainerNode.Node.Slots;

using Seedbed.TrainerNode.Slot.Pipe;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>The lease that the slot works on, from its arrival until its process has ended the pack.</summary>
/// <param name="Number">The request's id, which grows with each pack of the slot.</param>
/// <param name="DataPath">Where the verified data lies; null before it does, and for a program without data.</param>
/// <param name="KillAt">
/// When the process is killed because it does not stop by itself; on the node's monotonic clock.
/// </param>
public sealed record PackProgress(long Number, Lease Lease, PackPhase Phase, string? DataPath, TimeSpan? KillAt)
{
    /// <summary>How long a process may take to reach a boundary once nobody waits for its pack.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    /// <summary>A job's fence grows by one with each lease, so it is the number of the attempt.</summary>
    public SlotOrder.Train ToOrder() => new(
        Number, Lease.Program.Name, Lease.Parameters, Lease.Data, DataPath, Lease.SelectBy,
        [.. Lease.Jobs.Select(job => new LaneOrder(job.Seeds, job.Fence, job.Own))], Lease.Program.ContentHash);
}

public enum PackPhase
{
    /// <summary>Its data is on the way.</summary>
    Fetching,

    /// <summary>Waits for the slot's process to be ready.</summary>
    Prepared,

    /// <summary>The slot's process has it.</summary>
    Training,
}
