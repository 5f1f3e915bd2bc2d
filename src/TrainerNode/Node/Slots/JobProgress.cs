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

    /// <summary>What is or will be said of the job's end; null while it is trained.</summary>
    public IJobMessage? End { get; private init; }

    /// <summary>Set once the end has been sent.</summary>
    public Outgoing? SentEnd { get; private init; }

    public bool MaySendEnd => End is not null && SentEnd is null && Batches.IsEmpty && Uploads.IsEmpty;

    public JobProgress AddBatch(MetricPoints points, TimeSpan now) => this with
    {
        LastBatch = LastBatch + 1,
        Batches = Batches.Add(Outgoing.First(new MetricBatch(Key.Job, Key.Fence, LastBatch + 1, points), now)),
    };

    public JobProgress StoreBatch(int number) =>
        this with
        {
            Batches = Batches.RemoveAll(batch => batch.Message is MetricBatch known && known.Number == number),
        };

    public JobProgress Attach(Artifact artifact, string path) =>
        this with { Artifacts = Artifacts.Add(artifact), Uploads = Uploads.Add(path) };

    public JobProgress StoreArtifact(string path) => this with { Uploads = Uploads.Remove(path) };

    /// <summary>The job ended by itself.</summary>
    public JobProgress Finish(
        JobOutcome outcome, long? divergedAt, IReadOnlyList<Final> finals, double seconds, Device device) =>
        this with
        {
            End = new Finished(
                Key.Job, Key.Fence, new(outcome, divergedAt, finals, LastBatch, Artifacts, seconds, device)),
        };

    /// <summary>The attempt failed. What it reported counts nowhere, so it is not waited for.</summary>
    public JobProgress Fail(string reason) => Abandon(new AttemptFailed(Key.Job, Key.Fence, reason));

    /// <summary>The job goes back as it came.</summary>
    public JobProgress GiveBack(string cause) => Abandon(new Release(Key.Job, Key.Fence, cause));

    public JobProgress SendEnd(IJobMessage end, TimeSpan now) => this with { SentEnd = Outgoing.First(end, now) };

    /// <summary>
    /// Sends again what <paramref name="again"/> chooses; <paramref name="sent"/> is told each message.
    /// </summary>
    public JobProgress SendAgain(Func<Outgoing, bool> again, TimeSpan now, Action<IWorkMessage> sent)
    {
        if (!Batches.Exists(new(again)) && !(SentEnd is { } end && again(end))) return this;

        return this with { Batches = Batches.ConvertAll(Repeat), SentEnd = SentEnd is null ? null : Repeat(SentEnd) };

        Outgoing Repeat(Outgoing outgoing)
        {
            if (!again(outgoing)) return outgoing;
            sent(outgoing.Message);
            return outgoing.Again(now);
        }
    }

    private JobProgress Abandon(IJobMessage end) => this with { Batches = [], Uploads = [], Artifacts = [], End = end };
}
