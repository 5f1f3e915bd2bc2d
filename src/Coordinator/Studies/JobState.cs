namespace Seedbed.Coordinator.Studies;

using System.Collections.Immutable;
using Seedbed.Messages;
using Seedbed.Messages.Work;
using static Seedbed.Coordinator.CoordinatorProtocol;

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

/// <summary>What a job went through up to and with its latest lease.</summary>
/// <param name="Fence">Number of the latest lease: 1 for the first.</param>
/// <param name="Failures">Failures of its own that count towards the study's maximum.</param>
/// <param name="Interruptions">Leases it left through no fault of its own.</param>
/// <param name="Alone">A slot failed under it, perhaps by another job of its pack: from then on it runs alone.</param>
/// <param name="Reasons">
/// Why its slots failed, the latest <see cref="MaxReasons"/>, oldest first, each cut to
/// <see cref="MaxReasonLength"/> characters.
/// </param>
/// <param name="Earlier">
/// Links of the curve before the latest lease, oldest first; empty for a job that began anew.
/// </param>
/// <param name="FromStep">Step the latest lease began at.</param>
public sealed record History(
    long Fence,
    int Failures,
    int Interruptions,
    bool Alone,
    ImmutableArray<string> Reasons,
    ImmutableArray<FenceLink> Earlier,
    long FromStep)
{
    public const int MaxReasons = 4;
    public const int MaxReasonLength = 1_000;

    /// <summary>Of a job never leased.</summary>
    public static History None { get; } = new(0, 0, 0, Alone: false, [], [], 0);

    /// <summary>Of a job in its first lease: shared by all of them.</summary>
    public static History First { get; } = None with { Fence = 1 };

    /// <summary>The fence chain of the job's curve, oldest link first.</summary>
    public ImmutableArray<FenceLink> Chain => Earlier.Add(new FenceLink(Fence, FromStep));

    /// <summary>Granted anew, going on from an earlier lease's step, or from nothing if that fence is 0.</summary>
    public History Leased(long fence, long resumeFence, long resumeStep)
    {
        if (ReferenceEquals(this, None) && fence == 1) return First;

        var earlier = resumeFence == 0
            ? ImmutableArray<FenceLink>.Empty
            : [.. Chain.Where(link => link.Fence <= resumeFence && link.FromStep < resumeStep)];
        return this with { Fence = fence, Earlier = earlier, FromStep = resumeStep };
    }

    /// <param name="counts">Whether the job was alone in its lease, so that the failure is its own.</param>
    public History Failed(string reason, bool counts)
    {
        var kept = reason.Length <= MaxReasonLength ? reason : reason[..MaxReasonLength];
        var reasons = Reasons.Length < MaxReasons ? Reasons : Reasons.RemoveAt(0);
        return this with { Failures = Failures + (counts ? 1 : 0), Alone = true, Reasons = reasons.Add(kept) };
    }

    public History Interrupted() => this with { Interruptions = Interruptions + 1 };

    /// <summary>Given another chance by a new submission: failures so far no longer count.</summary>
    public History Forgiven() => this with { Failures = 0 };
}
