namespace Seedbed.Coordinator.Studies;

using System.Collections.Immutable;
using System.Diagnostics;
using Seedbed.Messages.Work;
using static Seedbed.Coordinator.CoordinatorProtocol;

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
/// The curve up to <see cref="From"/>, oldest link first; empty for a job that began anew. Stays when the job ends.
/// </param>
/// <param name="From">The checkpoint that the latest lease went on from; null if it began anew, or ended.</param>
/// <param name="Checkpoints">
/// Those it may go on from, the latest <see cref="MaxCheckpoints"/>, oldest first: later ones stand later in the curve.
/// Empty when the job has ended.
/// </param>
/// <param name="ReplayDiffered">Whether an epoch that was trained again ended in another state than before.</param>
public sealed record History(
    long Fence,
    int Failures,
    int Interruptions,
    bool Alone,
    ImmutableArray<string> Reasons,
    ImmutableArray<FenceLink> Earlier,
    Checkpoint? From,
    ImmutableArray<Checkpoint> Checkpoints,
    bool ReplayDiffered)
{
    public const int MaxReasons = 4;
    public const int MaxReasonLength = 1_000;

    /// <summary>A second one, in case the newest turns out not to be usable.</summary>
    public const int MaxCheckpoints = 2;

    /// <summary>Of a job never leased.</summary>
    public static History None { get; } = new(0, 0, 0, Alone: false, [], [], null, [], ReplayDiffered: false);

    /// <summary>Of a job in its first lease: shared by all of them.</summary>
    public static History First { get; } = None with { Fence = 1 };

    /// <summary>The checkpoint that the next lease goes on from; null if it begins anew.</summary>
    public Checkpoint? Newest => Checkpoints is [.., var newest] ? newest : null;

    /// <summary>The fence chain of the job's curve, oldest link first, if the latest lease ends it.</summary>
    /// <param name="lastBatch">The last batch under the latest lease that counts.</param>
    public ImmutableArray<FenceLink> ChainTo(int lastBatch) => Earlier.Add(new(Fence, lastBatch));

    /// <summary>Granted anew, going on from a checkpoint, or from nothing if that fence is 0.</summary>
    /// <exception cref="UnreachableException">The job has no such checkpoint.</exception>
    public History Leased(long fence, long resumeFence, long resumeStep)
    {
        if (ReferenceEquals(this, None) && fence == 1) return First;
        if (resumeFence == 0) return this with { Fence = fence, Earlier = [], From = null, Checkpoints = [] };

        var from = Checkpoints.FirstOrDefault(kept => kept.Fence == resumeFence && kept.Step == resumeStep)
            ?? throw new UnreachableException($"There is no checkpoint of fence {resumeFence} at step {resumeStep}.");
        return this with
        {
            Fence = fence,
            Earlier = ChainTo(from),
            From = from,
            Checkpoints = Checkpoints[..(Checkpoints.IndexOf(from) + 1)],
        };
    }

    /// <summary>Whether a checkpoint as late as this one is known of its lease.</summary>
    public bool HasReached(Checkpoint checkpoint) =>
        Checkpoints.Any(kept => kept.Fence == checkpoint.Fence && kept.Step >= checkpoint.Step);

    /// <param name="taken">Under the latest lease, later than all before.</param>
    public History Checkpointed(Checkpoint taken) =>
        this with { Checkpoints = [.. Checkpoints.TakeLast(MaxCheckpoints - 1), taken] };

    /// <exception cref="UnreachableException">The job has no such checkpoint.</exception>
    public History Dropped(Checkpoint checkpoint) => Checkpoints.Contains(checkpoint)
        ? this with { Checkpoints = Checkpoints.Remove(checkpoint) }
        : throw new UnreachableException($"There is no {checkpoint} to drop.");

    /// <param name="counts">Whether the job was alone in its lease, so that the failure is its own.</param>
    public History Failed(string reason, bool counts)
    {
        var kept = reason.Length <= MaxReasonLength ? reason : reason[..MaxReasonLength];
        var reasons = Reasons.Length < MaxReasons ? Reasons : Reasons.RemoveAt(0);
        return this with { Failures = Failures + (counts ? 1 : 0), Alone = true, Reasons = reasons.Add(kept) };
    }

    public History Interrupted() => this with { Interruptions = Interruptions + 1 };

    /// <summary>With an outcome: nothing goes on from here.</summary>
    public History Ended() => Fence == 1 && Interruptions == 0 && Reasons.IsEmpty
        ? First
        : this with { From = null, Checkpoints = [] };

    /// <summary>Given another chance: failures so far no longer count.</summary>
    public History Forgiven() => this with { Failures = 0 };

    /// <summary>
    /// The curve up to a checkpoint. Every lease goes on from the newest one there is, so those kept of earlier leases
    /// stand in the chain of the latest, and only the link that a checkpoint was taken under is cut.
    /// </summary>
    private ImmutableArray<FenceLink> ChainTo(Checkpoint checkpoint) =>
        [.. Earlier.Where(link => link.Fence < checkpoint.Fence), new(checkpoint.Fence, checkpoint.LastBatch)];
}
