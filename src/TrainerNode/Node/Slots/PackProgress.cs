namespace Seedbed.TrainerNode.Node.Slots;

using System.Collections.Immutable;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Slot.Pipe;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>The lease that the slot works on, from its arrival until its process has ended the pack.</summary>
/// <param name="Number">The request's id, which grows with each pack of the slot.</param>
/// <param name="DataPath">Where the verified data lies; null before it does, and for a program without data.</param>
/// <param name="Checkpoints">By lane: where the verified checkpoints lie that jobs go on from.</param>
/// <param name="KillAt">
/// When the process is killed because it does not stop by itself; on the node's monotonic clock.
/// </param>
public sealed record PackProgress(
    long Number, Lease Lease, PackPhase Phase, string? DataPath, ImmutableDictionary<int, string> Checkpoints,
    TimeSpan? KillAt)
{
    /// <summary>Where neither study nor node says otherwise.</summary>
    public const double SecondsBetweenCheckpoints = 60;

    /// <summary>
    /// When the slot's process last got on with it, on the node's monotonic clock; null before it has it.
    /// </summary>
    public TimeSpan? AdvancedAt { get; init; }

    /// <summary>How long it may take from one boundary of the program to the next.</summary>
    public TimeSpan ProgressTimeout =>
        TimeSpan.FromSeconds(Lease.ProgressTimeout ?? StudySpecification.DefaultProgressTimeout);

    public bool IsStalled(TimeSpan now) => AdvancedAt is { } last && now > last + ProgressTimeout;

    /// <summary>How long a process may take to reach a boundary once nobody waits for its pack.</summary>
    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    public static PackProgress Of(Lease lease) =>
        new(lease.RequestId, lease, PackPhase.Fetching, null, ImmutableDictionary<int, string>.Empty, KillAt: null);

    /// <summary>Whether everything it needs is here.</summary>
    public bool IsComplete => (Lease.Data is null || DataPath is not null)
        && Checkpoints.Count == Lease.Jobs.Count(job => job.From is not null);

    /// <summary>A job's fence grows by one with each lease, so it is the number of the attempt.</summary>
    /// <param name="seconds">Between checkpoints, where the study does not say.</param>
    public SlotOrder.Train ToOrder(double seconds) => new(
        Number, Lease.Program.Name, Lease.Parameters, Lease.Data, DataPath, Lease.SelectBy,
        [.. Lease.Jobs.Select((job, lane) => new LaneOrder(job.Seeds, job.Fence, job.Own, Resume(job, lane)))],
        new(Lease.Checkpoints?.Seconds ?? seconds, Lease.Checkpoints?.Epochs),
        Lease.Program.ContentHash);

    private ResumeOrder? Resume(LeasedJob job, int lane) =>
        job.From is { } from ? new(Checkpoints[lane], from.Step, from.Seconds) : null;
}

public enum PackPhase
{
    /// <summary>Its data and its checkpoints are on the way.</summary>
    Fetching,

    /// <summary>Waits for the slot's process to be ready.</summary>
    Prepared,

    /// <summary>The slot's process has it.</summary>
    Training,
}
