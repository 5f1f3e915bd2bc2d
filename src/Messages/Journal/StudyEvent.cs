namespace Seedbed.Messages.Journal;

using MessagePack;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary>
/// What the stream <c>study-{id}</c> holds: the life of a study and its jobs. Facts, past tense, with their time;
/// renamed never, extended only. Jobs are named by cell and seed index.
/// </summary>
public abstract record StudyEvent
{
    private StudyEvent() { }

    /// <summary>The study was submitted for the first time, or again with more or other cells and seeds.</summary>
    /// <param name="Source">The study file's text as its user wrote it.</param>
    [MessagePackObject]
    public sealed record Submitted(
        [property: Key(0)] StudySpecification Specification,
        [property: Key(1)] string Source,
        [property: Key(2)] DateTimeOffset At) : StudyEvent;

    /// <summary>A pack was granted to a slot.</summary>
    [MessagePackObject]
    public sealed record Leased(
        [property: Key(0)] SlotId Slot,
        [property: Key(1)] long Incarnation,
        [property: Key(2)] long RequestId,
        [property: Key(3)] IReadOnlyList<Grant> Jobs,
        [property: Key(4)] TimeSpan Period,
        [property: Key(5)] DateTimeOffset At) : StudyEvent;

    /// <summary>A job ended by itself.</summary>
    [MessagePackObject]
    public sealed record Ended(
        [property: Key(0)] int Cell,
        [property: Key(1)] int Seed,
        [property: Key(2)] long Fence,
        [property: Key(3)] JobResult Result,
        [property: Key(4)] string Node,
        [property: Key(5)] DateTimeOffset At) : StudyEvent;

    /// <summary>The job's own slot failed under this fence.</summary>
    [MessagePackObject]
    public sealed record AttemptFailed(
        [property: Key(0)] int Cell,
        [property: Key(1)] int Seed,
        [property: Key(2)] long Fence,
        [property: Key(3)] string Reason,
        [property: Key(4)] string Node,
        [property: Key(5)] DateTimeOffset At) : StudyEvent;

    /// <summary>The job failed as often as the study allows: its outcome is <see cref="JobOutcome.Failed"/>.</summary>
    [MessagePackObject]
    public sealed record GivenUp(
        [property: Key(0)] int Cell,
        [property: Key(1)] int Seed,
        [property: Key(2)] long Fence,
        [property: Key(3)] DateTimeOffset At) : StudyEvent;

    /// <summary>
    /// The job left its lease through no fault of its own: a release, a lost node, a slot that began anew.
    /// </summary>
    [MessagePackObject]
    public sealed record Interrupted(
        [property: Key(0)] int Cell,
        [property: Key(1)] int Seed,
        [property: Key(2)] long Fence,
        [property: Key(3)] string Cause,
        [property: Key(4)] DateTimeOffset At) : StudyEvent;

    /// <summary>A running job has a checkpoint in the store, under the fence it is held by.</summary>
    [MessagePackObject]
    public sealed record Checkpointed(
        [property: Key(0)] int Cell,
        [property: Key(1)] int Seed,
        [property: Key(2)] Checkpoint Checkpoint,
        [property: Key(3)] DateTimeOffset At) : StudyEvent;

    /// <summary>
    /// A checkpoint turned out not to be usable, and is never resumed from again. The job that was to go on from it
    /// leaves its lease by the <see cref="Interrupted"/> that follows.
    /// </summary>
    /// <param name="Fence">The lease that was to go on from it.</param>
    [MessagePackObject]
    public sealed record CheckpointDropped(
        [property: Key(0)] int Cell,
        [property: Key(1)] int Seed,
        [property: Key(2)] long Fence,
        [property: Key(3)] Checkpoint Checkpoint,
        [property: Key(4)] string Reason,
        [property: Key(5)] DateTimeOffset At) : StudyEvent;

    /// <summary>
    /// An epoch that was trained again, after an interruption, ended in another state than the first time: another kind
    /// of processor, perhaps. Once for each job.
    /// </summary>
    /// <param name="Fence">The lease that trained it again.</param>
    /// <param name="Step">Optimiser steps done when the epoch ended.</param>
    [MessagePackObject]
    public sealed record ReplayDiffered(
        [property: Key(0)] int Cell,
        [property: Key(1)] int Seed,
        [property: Key(2)] long Fence,
        [property: Key(3)] long Step,
        [property: Key(4)] DateTimeOffset At) : StudyEvent;

    /// <summary>No job is leased until <see cref="Resumed"/>; what runs goes on to its end.</summary>
    [MessagePackObject]
    public sealed record Paused([property: Key(0)] DateTimeOffset At) : StudyEvent;

    /// <summary>Jobs are leased again.</summary>
    [MessagePackObject]
    public sealed record Resumed([property: Key(0)] DateTimeOffset At) : StudyEvent;

    /// <summary>
    /// Every job of the study, or of one cell, that was never leased has the outcome
    /// <see cref="JobOutcome.Cancelled"/>, however many they are. Those that were leased follow as
    /// <see cref="JobCancelled"/>.
    /// </summary>
    /// <param name="Cell">Null for the whole study.</param>
    /// <param name="Reason">Who or why, as a person wrote it; null for nothing.</param>
    [MessagePackObject]
    public sealed record Cancelled(
        [property: Key(0)] int? Cell,
        [property: Key(1)] string? Reason,
        [property: Key(2)] DateTimeOffset At) : StudyEvent;

    /// <summary>
    /// The job's outcome is <see cref="JobOutcome.Cancelled"/>; what still runs of it is superseded.
    /// </summary>
    /// <param name="Fence">Its latest; 0 for a job never leased.</param>
    /// <param name="Reason">Who or why, as a person wrote it; null for nothing.</param>
    [MessagePackObject]
    public sealed record JobCancelled(
        [property: Key(0)] int Cell,
        [property: Key(1)] int Seed,
        [property: Key(2)] long Fence,
        [property: Key(3)] string? Reason,
        [property: Key(4)] DateTimeOffset At) : StudyEvent;

    /// <summary>Failed jobs get another chance, their failures forgiven.</summary>
    /// <param name="Cell">Null for all cells.</param>
    /// <param name="Seed">Null for all seeds.</param>
    [MessagePackObject]
    public sealed record Retried(
        [property: Key(0)] int? Cell,
        [property: Key(1)] int? Seed,
        [property: Key(2)] DateTimeOffset At) : StudyEvent;
}

/// <summary>One job of a lease. A job that begins anew resumes from step 0 under no fence (0).</summary>
/// <param name="ResumeFence">Fence of the lease whose work it goes on from; 0 for none.</param>
/// <param name="ResumeStep">Step of the checkpoint it goes on from, which was taken under that fence.</param>
[MessagePackObject]
public readonly record struct Grant(
    [property: Key(0)] int Cell,
    [property: Key(1)] int Seed,
    [property: Key(2)] long Fence,
    [property: Key(3)] long ResumeFence,
    [property: Key(4)] long ResumeStep);
