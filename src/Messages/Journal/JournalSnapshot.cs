namespace Seedbed.Messages.Journal;

using MessagePack;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary>
/// What a journal stream can be recovered from without its beginning. A study's snapshot is a head and pieces of at
/// most a few megabytes: pieces of ended jobs are written once, those of other jobs with every head.
/// </summary>
public abstract record JournalSnapshot
{
    private JournalSnapshot() { }

    /// <summary>A study but for its jobs. Written after its pieces.</summary>
    /// <param name="Specifications">Every one submitted, oldest first.</param>
    /// <param name="EndedPieces">
    /// How many pieces of ended jobs there are, numbered from 0. A later piece overrides an earlier one.
    /// </param>
    /// <param name="OpenPieces">How many pieces of other jobs there are; they override those of ended ones.</param>
    /// <param name="IsCancelled">Whether every job never leased is cancelled.</param>
    /// <param name="CancelledCells">Cells whose jobs never leased are cancelled, in order; null for none.</param>
    [MessagePackObject]
    public sealed record StudyHead(
        [property: Key(0)] IReadOnlyList<StudySpecification> Specifications,
        [property: Key(1)] string Source,
        [property: Key(2)] IReadOnlyList<StoredLease> Leases,
        [property: Key(3)] int EndedPieces,
        [property: Key(4)] int OpenPieces,
        [property: Key(5)] bool IsPaused = false,
        [property: Key(6)] bool IsCancelled = false,
        [property: Key(7)] IReadOnlyList<int>? CancelledCells = null) : JournalSnapshot;

    /// <summary>Some jobs of a study.</summary>
    /// <param name="Names">Lists of finals' names that jobs refer to by position.</param>
    /// <param name="Devices">Devices that jobs refer to by position.</param>
    [MessagePackObject]
    public sealed record StudyPiece(
        [property: Key(0)] IReadOnlyList<IReadOnlyList<string>> Names,
        [property: Key(1)] IReadOnlyList<Device> Devices,
        [property: Key(2)] IReadOnlyList<StoredJob> Jobs) : JournalSnapshot;

    /// <summary>The last stored batch of each open job of a metric stream.</summary>
    [MessagePackObject]
    public sealed record Metrics([property: Key(0)] IReadOnlyList<OpenCurve> Open) : JournalSnapshot;
}

/// <summary>An open lease and the jobs still in it.</summary>
/// <param name="Granted">How many jobs it was granted with.</param>
[MessagePackObject]
public sealed record StoredLease(
    [property: Key(0)] SlotId Slot,
    [property: Key(1)] long Incarnation,
    [property: Key(2)] long RequestId,
    [property: Key(3)] int Granted,
    [property: Key(4)] IReadOnlyList<Grant> Jobs,
    [property: Key(5)] TimeSpan Period);

/// <summary>
/// A job that was leased at least once: running if it has a slot, ended if it has an outcome, else waiting.
/// </summary>
/// <param name="History">Null for a job in its first lease.</param>
/// <param name="Slot">Null unless it is running.</param>
/// <param name="From">When its back-off ends; null unless it waits.</param>
/// <param name="Node">Where it ended, or where it failed last; null for neither.</param>
/// <param name="Result">Null without one.</param>
[MessagePackObject]
public sealed record StoredJob(
    [property: Key(0)] int Cell,
    [property: Key(1)] int Seed,
    [property: Key(2)] StoredHistory? History,
    [property: Key(3)] SlotId? Slot,
    [property: Key(4)] DateTimeOffset? From,
    [property: Key(5)] string? Node,
    [property: Key(6)] JobOutcome? Outcome,
    [property: Key(7)] StoredFinals? Result);

/// <param name="Links">Fence and last batch of each link of the curve before the latest lease.</param>
/// <param name="FromStep">Step that the latest lease began at.</param>
/// <param name="Checkpoints">Oldest first; null for none.</param>
/// <param name="ReplayDiffered">Whether an epoch that was trained again came out otherwise.</param>
/// <param name="From">The checkpoint that the latest lease went on from; null if it began anew.</param>
[MessagePackObject]
public sealed record StoredHistory(
    [property: Key(0)] long Fence,
    [property: Key(1)] int Failures,
    [property: Key(2)] int Interruptions,
    [property: Key(3)] bool Alone,
    [property: Key(4)] IReadOnlyList<string> Reasons,
    [property: Key(5)] IReadOnlyList<(long Fence, long LastBatch)> Links,
    [property: Key(6)] long FromStep,
    [property: Key(7)] IReadOnlyList<Checkpoint>? Checkpoints = null,
    [property: Key(8)] bool ReplayDiffered = false,
    [property: Key(9)] Checkpoint? From = null);

/// <param name="Names">Position in the piece's lists of names.</param>
/// <param name="Device">Position in the piece's devices.</param>
[MessagePackObject]
public sealed record StoredFinals(
    [property: Key(0)] long? DivergedAt,
    [property: Key(1)] int Names,
    [property: Key(2)] IReadOnlyList<double> Values,
    [property: Key(3)] int LastBatch,
    [property: Key(4)] IReadOnlyList<Artifact> Artifacts,
    [property: Key(5)] double Seconds,
    [property: Key(6)] int Device);

/// <param name="Number">Number of the last stored batch under this fence.</param>
/// <param name="Epochs">Epochs of the job that may be trained again, oldest first; null for none.</param>
[MessagePackObject]
public readonly record struct OpenCurve(
    [property: Key(0)] int Cell,
    [property: Key(1)] int Seed,
    [property: Key(2)] long Fence,
    [property: Key(3)] int Number,
    [property: Key(4)] IReadOnlyList<EpochHash>? Epochs = null);
