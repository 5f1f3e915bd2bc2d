namespace Seedbed.TrainerNode.Node.Slots;

using System.Collections.Immutable;
using Seedbed.Messages.Work;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// One job the slot holds: from its lease until its end is acknowledged. Its end is sent only after all its batches
/// and artifacts are stored.
/// </summary>
/// <param name="Key">The job and the fence it is held under.</param>
/// <param name="Pack">The pack it was leased in.</param>
public sealed record JobProgress(HeldJob Key, long Pack, int Lane)
{
    /// <summary>Batches that are sent and not acknowledged, by number.</summary>
    public ImmutableList<Outgoing> Batches { get; private init; } = [];

    /// <summary>Number of the newest batch; 0 before the first.</summary>
    public int LastBatch { get; private init; }

    /// <summary>Larger results the program attached so far, stored or not.</summary>
    public ImmutableList<Artifact> Artifacts { get; private init; } = [];

    /// <summary>Files that the store does not have yet.</summary>
    public ImmutableHashSet<string> Uploads { get; private init; } = [];

    /// <summary>The newest checkpoint, until the coordinator is told of it; null for none.</summary>
    public PendingCheckpoint? Pending { get; private init; }

    /// <summary>The last <see cref="Checkpointed"/> that was sent, until it is answered; null for none.</summary>
    public Outgoing? SentCheckpoint { get; private init; }

    /// <summary>What is or will be said of the job's end; null while it is trained.</summary>
    public IJobMessage? End { get; private init; }

    /// <summary>Set once the end has been sent.</summary>
    public Outgoing? SentEnd { get; private init; }

    public bool MaySendEnd => End is not null && SentEnd is null && Batches.IsEmpty && Uploads.IsEmpty
        && Pending is null && SentCheckpoint is null;

    /// <summary>A checkpoint counts once its file and all batches before it are stored.</summary>
    public bool MaySendCheckpoint => Pending is { Path: null } pending && Uploads.IsEmpty
        && !Batches.Exists(batch => batch.Message is MetricBatch known && known.Number <= pending.Checkpoint.LastBatch);

    public JobProgress AddBatch(MetricPoints points, IReadOnlyList<EpochHash>? epochs, TimeSpan now) => this with
    {
        LastBatch = LastBatch + 1,
        Batches = Batches.Add(
            Outgoing.First(new MetricBatch(Key.Job, Key.Fence, LastBatch + 1, points, epochs), now)),
    };

    public JobProgress StoreBatch(int number) =>
        this with
        {
            Batches = Batches.RemoveAll(batch => batch.Message is MetricBatch known && known.Number == number),
        };

    /// <param name="path">Null if the store has it already.</param>
    public JobProgress Attach(Artifact artifact, string? path) =>
        this with { Artifacts = Artifacts.Add(artifact), Uploads = path is null ? Uploads : Uploads.Add(path) };

    /// <summary>A newer checkpoint takes the place of one that is not told of yet.</summary>
    public JobProgress Checkpoint(Checkpoint checkpoint, string path) =>
        this with { Pending = new(checkpoint, path) };

    public JobProgress StoreCheckpoint() => this with { Pending = Pending?.Stored };

    /// <summary>The store does not take it: the job goes on without.</summary>
    public JobProgress DropCheckpoint() => this with { Pending = null };

    public JobProgress SendCheckpoint(Checkpointed message, TimeSpan now) =>
        this with { Pending = null, SentCheckpoint = Outgoing.First(message, now) };

    public JobProgress KnowCheckpoint(long step) =>
        SentCheckpoint?.Message is Checkpointed sent && sent.Checkpoint.Step == step
            ? this with { SentCheckpoint = null }
            : this;

    public JobProgress StoreArtifact(string path) => this with { Uploads = Uploads.Remove(path) };

    /// <summary>The job ended by itself.</summary>
    public JobProgress Finish(
        JobOutcome outcome, long? divergedAt, IReadOnlyList<Final> finals, double seconds, Device device) =>
        this with
        {
            End = new Finished(
                Key.Job, Key.Fence, new(outcome, divergedAt, finals, LastBatch, Artifacts, seconds, device)),
            Pending = null,
            SentCheckpoint = null,
        };

    /// <summary>The attempt failed. What it reported counts nowhere, so it is not waited for.</summary>
    public JobProgress Fail(string reason) => Abandon(new AttemptFailed(Key.Job, Key.Fence, reason));

    /// <summary>The job goes back as it came, or as its last checkpoint has it.</summary>
    public JobProgress GiveBack(string cause) => Abandon(new Release(Key.Job, Key.Fence, cause));

    /// <summary>The job goes back once its newest checkpoint is told of.</summary>
    public JobProgress GiveBackFromCheckpoint(string cause) =>
        this with { End = new Release(Key.Job, Key.Fence, cause) };

    /// <summary>The job cannot go on from the checkpoint of its lease.</summary>
    public JobProgress RefuseCheckpoint(Checkpoint checkpoint, string reason) =>
        Abandon(new CheckpointRefused(Key.Job, Key.Fence, checkpoint, reason));

    public JobProgress SendEnd(IJobMessage end, TimeSpan now) => this with { SentEnd = Outgoing.First(end, now) };

    /// <summary>
    /// Sends again what <paramref name="again"/> chooses; <paramref name="sent"/> is told each message.
    /// </summary>
    public JobProgress SendAgain(Func<Outgoing, bool> again, TimeSpan now, Action<IWorkMessage> sent)
    {
        if (!Batches.Exists(new(again)) && !(SentEnd is { } end && again(end))
            && !(SentCheckpoint is { } checkpoint && again(checkpoint)))
            return this;

        return this with
        {
            Batches = Batches.ConvertAll(Repeat),
            SentCheckpoint = SentCheckpoint is null ? null : Repeat(SentCheckpoint),
            SentEnd = SentEnd is null ? null : Repeat(SentEnd),
        };

        Outgoing Repeat(Outgoing outgoing)
        {
            if (!again(outgoing)) return outgoing;
            sent(outgoing.Message);
            return outgoing.Again(now);
        }
    }

    private JobProgress Abandon(IJobMessage end) => this with
    {
        Batches = [],
        Uploads = [],
        Artifacts = [],
        Pending = null,
        SentCheckpoint = null,
        End = end,
    };
}

/// <summary>A checkpoint that the coordinator is to be told of.</summary>
/// <param name="Path">The file on its way into the store; null once it is there.</param>
public sealed record PendingCheckpoint(Checkpoint Checkpoint, string? Path)
{
    public PendingCheckpoint Stored => this with { Path = null };
}
