namespace Seedbed.Coordinator.Store;

using Seedbed.Coordinator.Studies;

/// <summary>Where a checkpoint stands among those of its job: by lease, then by step.</summary>
public readonly record struct CheckpointPlace(long Fence, long Step) : IComparable<CheckpointPlace>
{
    /// <summary>After every checkpoint that the lease of this fence may have left.</summary>
    public static CheckpointPlace After(long fence) => new(fence, long.MaxValue);

    /// <summary>The first checkpoint of a job that is still of use; null if nothing of it may be removed.</summary>
    public static CheckpointPlace? FirstOfUse(StudyState state, JobKey job) => state.Jobs.GetValueOrDefault(job) switch
    {
        null => After(long.MaxValue),
        JobState.Ended when state.Specification.Checkpoints?.Keep == true => null,
        JobState.Ended ended => After(ended.History.Fence),
        { History.Checkpoints: [var oldest, ..] } => new(oldest.Fence, oldest.Step),
        _ => null,
    };

    public int CompareTo(CheckpointPlace other) =>
        Fence != other.Fence ? Fence.CompareTo(other.Fence) : Step.CompareTo(other.Step);

    public static bool operator <(CheckpointPlace left, CheckpointPlace right) => left.CompareTo(right) < 0;

    public static bool operator <=(CheckpointPlace left, CheckpointPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >(CheckpointPlace left, CheckpointPlace right) => left.CompareTo(right) > 0;

    public static bool operator >=(CheckpointPlace left, CheckpointPlace right) => left.CompareTo(right) >= 0;
}
