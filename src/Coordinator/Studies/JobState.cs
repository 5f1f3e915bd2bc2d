namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages;
using Seedbed.Messages.Work;

/// <summary>
/// A job that was leased at least once. A job that never was has no state: it waits for its first lease.
/// </summary>
public abstract record JobState
{
    private JobState(History history) => History = history;

    public History History { get; init; }

    /// <summary>It left its lease without an outcome and may be leased again.</summary>
    /// <param name="From">When its back-off ends.</param>
    /// <param name="FailedOn">The node whose slot failed; null after an interruption.</param>
    public sealed record Waiting(History History, DateTimeOffset From, string? FailedOn) : JobState(History);

    /// <summary>It is in the open lease of this slot.</summary>
    public sealed record Running(History History, SlotId Slot) : JobState(History);

    /// <summary>It has its outcome.</summary>
    /// <param name="Node">Where it ended.</param>
    /// <param name="Result">Null for a job that was given up.</param>
    public sealed record Ended(History History, JobOutcome Outcome, string Node, StoredResult? Result)
        : JobState(History);
}
