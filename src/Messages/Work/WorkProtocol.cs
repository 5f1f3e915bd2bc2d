namespace Seedbed.Messages.Work;

using MessagePack;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;

/// <summary>
/// What a trainer node and the coordinator say to each other. The node asks, because only it knows when a slot is free;
/// everything it says may be repeated until it is answered, and a repeated message changes nothing.
/// A message about a job is judged by its fence: below the journaled one it is answered <see cref="Superseded"/>.
/// Every message is below 64 kB.
/// </summary>
public static class WorkProtocol
{
    /// <summary>Crosses the wire under a short manifest. Fields are only ever added.</summary>
    public interface IWorkMessage;

    /// <summary>Says what it says about one job under one fence.</summary>
    public interface IJobMessage : IWorkMessage
    {
        JobId Job { get; }

        /// <summary>Number of the lease the job was granted under: 1 for its first, one more with each.</summary>
        long Fence { get; }
    }

    // Node to coordinator.

    /// <summary>
    /// A node introduces itself, once for each program it has. Answered by <see cref="ProgramKnown"/>.
    /// </summary>
    /// <param name="Incarnation">Names the node's process: another number is another process.</param>
    /// <param name="Description">The program's <see cref="ProgramDescription"/> as JSON.</param>
    [MessagePackObject]
    public sealed record OfferProgram(
        [property: Key(0)] string Node,
        [property: Key(1)] long Incarnation,
        [property: Key(2)] string Description) : IWorkMessage;

    /// <summary>
    /// A slot is free and asks for a pack. Answered by <see cref="Lease"/>, once there is work; repeated until then.
    /// The same request gets the same lease again; another request or incarnation ends what the slot held.
    /// </summary>
    /// <param name="RequestId">Grows with each new request of the slot's process, from 1.</param>
    /// <param name="MaxLanes">The most jobs the slot takes in one pack.</param>
    [MessagePackObject]
    public sealed record RequestWork(
        [property: Key(0)] SlotId Slot,
        [property: Key(1)] long Incarnation,
        [property: Key(2)] long RequestId,
        [property: Key(3)] Device Device,
        [property: Key(4)] int MaxLanes,
        [property: Key(5)] IReadOnlyList<ProgramIdentity> Programs) : IWorkMessage;

    /// <summary>
    /// The slot lives and goes on with these jobs. Not journaled; answered by <see cref="StoreAt"/>, and for jobs that
    /// are not its own any more by <see cref="Superseded"/>.
    /// </summary>
    [MessagePackObject]
    public sealed record Renew(
        [property: Key(0)] SlotId Slot,
        [property: Key(1)] long Incarnation,
        [property: Key(2)] IReadOnlyList<HeldJob> Jobs) : IWorkMessage;

    /// <summary>Points of one job. Answered by <see cref="BatchStored"/> once they are durable.</summary>
    /// <param name="Number">Position of the batch among those of this job and fence, from 1, without gaps.</param>
    /// <param name="Points">May be none in a batch with epochs.</param>
    /// <param name="Epochs">
    /// Epochs that ended since the batch before, at most <see cref="MetricPoints.MaxEpochs"/>; null for none.
    /// </param>
    [MessagePackObject]
    public sealed record MetricBatch(
        [property: Key(0)] JobId Job,
        [property: Key(1)] long Fence,
        [property: Key(2)] int Number,
        [property: Key(3)] MetricPoints Points,
        [property: Key(4)] IReadOnlyList<EpochHash>? Epochs = null) : IJobMessage;

    /// <summary>
    /// The job has a checkpoint in the store. Sent after the batches before it are stored. Answered by
    /// <see cref="CheckpointStored"/>.
    /// </summary>
    /// <param name="Checkpoint">Under the message's own fence.</param>
    [MessagePackObject]
    public sealed record Checkpointed(
        [property: Key(0)] JobId Job,
        [property: Key(1)] long Fence,
        [property: Key(2)] Checkpoint Checkpoint) : IJobMessage;

    /// <summary>
    /// The checkpoint that the lease names cannot be gone on from: missing, torn, or not of this program. The job goes
    /// back, through no fault of its own. Answered by <see cref="OutcomeStored"/>.
    /// </summary>
    /// <param name="Reason">For people, with the file's path; at most 4,000 characters.</param>
    [MessagePackObject]
    public sealed record CheckpointRefused(
        [property: Key(0)] JobId Job,
        [property: Key(1)] long Fence,
        [property: Key(2)] Checkpoint Checkpoint,
        [property: Key(3)] string Reason) : IJobMessage;

    /// <summary>
    /// The job ended by itself: <see cref="JobOutcome.Completed"/> or <see cref="JobOutcome.Diverged"/>.
    /// Sent after all its batches are stored. Answered by <see cref="OutcomeStored"/>.
    /// </summary>
    [MessagePackObject]
    public sealed record Finished(
        [property: Key(0)] JobId Job,
        [property: Key(1)] long Fence,
        [property: Key(2)] JobResult Result) : IJobMessage;

    /// <summary>
    /// The job's own slot failed: an exception, a crash, out of memory, no progress. Answered by
    /// <see cref="OutcomeStored"/>.
    /// </summary>
    /// <param name="Reason">
    /// For people: exit code, signal or exception with the last lines of the slot's log; at most 4,000 characters.
    /// </param>
    [MessagePackObject]
    public sealed record AttemptFailed(
        [property: Key(0)] JobId Job,
        [property: Key(1)] long Fence,
        [property: Key(2)] string Reason) : IJobMessage;

    /// <summary>
    /// The node gives the job back unfinished, through no fault of the job. Answered by <see cref="OutcomeStored"/>.
    /// </summary>
    [MessagePackObject]
    public sealed record Release(
        [property: Key(0)] JobId Job,
        [property: Key(1)] long Fence,
        [property: Key(2)] string Cause) : IJobMessage;

    // Coordinator to node.

    /// <summary>The description is kept; studies that need the program are served.</summary>
    [MessagePackObject]
    public sealed record ProgramKnown(
        [property: Key(0)] string Node,
        [property: Key(1)] long Incarnation,
        [property: Key(2)] ProgramIdentity Program) : IWorkMessage;

    /// <summary>One pack to train. Durable before it is sent.</summary>
    /// <param name="Parameters">
    /// All parameters in canonical form, but for what a job has of its <see cref="LeasedJob.Own"/>.
    /// </param>
    /// <param name="Data">The study's data section as JSON; null for a program without data.</param>
    /// <param name="StoreUrl">
    /// Where data is fetched and results too large for a message are put: the URL of the store, to which a hash or the
    /// path of a checkpoint is appended.
    /// </param>
    /// <param name="SelectBy">Validation metric whose best epoch gives the finals; null for the last epoch.</param>
    /// <param name="Period">Within which the slot renews, on its own monotonic clock.</param>
    /// <param name="Checkpoints">Null from a coordinator that knows of none: as the node's default is.</param>
    /// <param name="ProgressTimeout">
    /// Seconds without progress after which the slot's process is ended; null from a coordinator that knows of none.
    /// </param>
    [MessagePackObject]
    public sealed record Lease(
        [property: Key(0)] SlotId Slot,
        [property: Key(1)] long Incarnation,
        [property: Key(2)] long RequestId,
        [property: Key(3)] ProgramIdentity Program,
        [property: Key(4)] IReadOnlyDictionary<string, string> Parameters,
        [property: Key(5)] string? Data,
        [property: Key(7)] string StoreUrl,
        [property: Key(8)] string? SelectBy,
        [property: Key(9)] IReadOnlyList<LeasedJob> Jobs,
        [property: Key(10)] TimeSpan Period,
        [property: Key(11)] CheckpointPolicy? Checkpoints = null,
        [property: Key(12)] double? ProgressTimeout = null) : IWorkMessage;

    /// <summary>Where the store is now: the coordinator that granted the lease may be gone.</summary>
    [MessagePackObject]
    public sealed record StoreAt([property: Key(0)] string Url) : IWorkMessage;

    /// <summary>The batch is durable, or was before.</summary>
    [MessagePackObject]
    public sealed record BatchStored(
        [property: Key(0)] JobId Job, [property: Key(1)] long Fence, [property: Key(2)] int Number) : IJobMessage;

    /// <summary>The checkpoint is journaled, or was before.</summary>
    [MessagePackObject]
    public sealed record CheckpointStored(
        [property: Key(0)] JobId Job, [property: Key(1)] long Fence, [property: Key(2)] long Step) : IJobMessage;

    /// <summary>The job's end, failure or release is durable, or was before.</summary>
    [MessagePackObject]
    public sealed record OutcomeStored([property: Key(0)] JobId Job, [property: Key(1)] long Fence) : IJobMessage;

    /// <summary>The job was granted anew or has ended: stop it, drop what was not stored.</summary>
    /// <param name="Fence">The fence that was refused.</param>
    [MessagePackObject]
    public sealed record Superseded([property: Key(0)] JobId Job, [property: Key(1)] long Fence) : IJobMessage;
}
