namespace Seedbed.Coordinator.Metrics;

using System.Diagnostics;
using Akka.Actor;
using Akka.Persistence;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using static Seedbed.Messages.Journal.MetricsEvent;

/// <summary>
/// Journals one shard of a study's metric points, one event per batch. Its parent, the study, has judged every batch by
/// its fence. Answers <see cref="WorkProtocol.BatchStored"/> to the sender once the batch is durable, and tells the
/// parent with <see cref="PointsStored"/>. A batch with an epoch that was trained again and came out otherwise is
/// answered by the parent, once that is durable too.
/// </summary>
public sealed class MetricsActor(StudyId study, int shard) : GroupCommitActor<MetricsEvent>
{
    /// <summary>
    /// Metric streams per study. One writes 600,000 points/s with SQLite, whose transactions exclude each other anyway.
    /// </summary>
    public const int Shards = 1;

    private const int BatchesPerSnapshot = 1_000;

    /// <summary>Bytes that epochs take in a snapshot, which stays below 4 MB, and those of one at most.</summary>
    private const int EpochsSize = 3_000_000, EpochSize = 80;

    private readonly BatchNumbers _stored = new();
    private readonly EpochHashes _epochs = new();
    private int _sinceSnapshot;

    public override string PersistenceId { get; } = PersistenceIdOf(study, shard);

    protected override int MaxEvents => 32; // of at most 17 kB: leases wait for no transaction larger than 550 kB

    public static string PersistenceIdOf(StudyId study, int shard) => $"metrics-{study}-{shard}";

    public static Props Props(StudyId study, int shard) =>
        Akka.Actor.Props.Create(() => new MetricsActor(study, shard));

    /// <summary>A batch of an open job became durable. To the parent.</summary>
    public sealed record PointsStored(JobKey Job, long Fence, MetricPoints Points);

    /// <summary>
    /// The epoch up to this step was trained again under this fence and ended otherwise. To the parent, which answers
    /// the sender with <see cref="WorkProtocol.BatchStored"/>; told again with every repeated batch.
    /// </summary>
    /// <param name="Number">Of the batch that says so, which is durable.</param>
    public sealed record ReplayDiffered(JobKey Job, long Fence, int Number, long Step);

    /// <summary>The job ended under this fence: no batch of it will come. From the parent.</summary>
    public sealed record CloseCurve(JobKey Job, long Fence);

    /// <summary>
    /// Curves the journal has open; the parent answers with <see cref="CloseCurve"/> for those of ended jobs.
    /// </summary>
    public sealed record CurvesRecovered(IReadOnlyList<(JobKey Job, long Fence)> Curves);

    protected override void Handle(object message)
    {
        switch (message)
        {
            case WorkProtocol.MetricBatch or CloseCurve: Commit(message); break;
            case SaveSnapshotSuccess saved: DeleteSnapshots(new(saved.Metadata.SequenceNr - 1)); break;
            case SaveSnapshotFailure or DeleteSnapshotsSuccess or DeleteSnapshotsFailure: break; // the next one will do
            default: Unhandled(message); break;
        }
    }

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case PointsRecorded points:
                Store(points);
                _sinceSnapshot++;
                break;
            case SnapshotOffer { Snapshot: JournalSnapshot.Metrics snapshot }:
                foreach (var curve in snapshot.Open) Restore(curve);
                break;
            case RecoveryCompleted:
                Context.Parent.Tell(
                    new CurvesRecovered([.. _stored.Open.Select(open => (open.Key, open.Value.Fence))]));
                break;
            default: throw new UnreachableException($"No rule for {message.GetType().Name}.");
        }
    }

    /// <summary>A curve is closed after the batches that came before: one still queued would open it again.</summary>
    protected override Action Decide(object request, IActorRef sender, List<MetricsEvent> events)
    {
        switch (request)
        {
            case WorkProtocol.MetricBatch batch: return Decide(batch, sender, events);
            case CloseCurve close:
                if (_stored.Forget(close.Job, close.Fence)) _epochs.Forget(close.Job);
                return () => { };
            default: throw new UnreachableException($"No decision for {request.GetType().Name}.");
        }
    }

    private Action Decide(WorkProtocol.MetricBatch batch, IActorRef sender, List<MetricsEvent> events)
    {
        var (job, fence, number) = (JobMessages.KeyOf(batch.Job), batch.Fence, batch.Number);
        switch (_stored.Judge(job, fence, number))
        {
            case BatchVerdict.Next:
                var recorded = new PointsRecorded(job.Cell, job.Seed, fence, number, batch.Points, batch.Epochs);
                events.Add(recorded);
                var differing = Store(recorded);
                return () =>
                {
                    Acknowledge(batch, differing, sender);
                    Context.Parent.Tell(new PointsStored(job, fence, batch.Points));
                };
            case BatchVerdict.Repeated:
                var before = _epochs.Store(job, batch.Epochs ?? []);
                return () => Acknowledge(batch, before, sender);
            case BatchVerdict.Superseded: return () => sender.Tell(new WorkProtocol.Superseded(batch.Job, fence));
            default: return () => { };
        }
    }

    /// <param name="differing">Step of the first epoch in it that was in another state before; null for none.</param>
    private static void Acknowledge(WorkProtocol.MetricBatch batch, long? differing, IActorRef sender)
    {
        var (job, fence, number) = (JobMessages.KeyOf(batch.Job), batch.Fence, batch.Number);
        if (differing is { } step) Context.Parent.Tell(new ReplayDiffered(job, fence, number, step), sender);
        else sender.Tell(new WorkProtocol.BatchStored(batch.Job, fence, number));
    }

    protected override void OnCommitted(IReadOnlyList<MetricsEvent> events)
    {
        _sinceSnapshot += events.Count;
        if (_sinceSnapshot < BatchesPerSnapshot) return;

        _sinceSnapshot = 0;
        SaveSnapshot(Snapshot());
    }

    /// <summary>
    /// Where the hashes of all epochs would not fit, each job keeps as many of its latest as do: what is trained again
    /// is mostly what came last.
    /// </summary>
    private JournalSnapshot.Metrics Snapshot()
    {
        var perJob = EpochsSize / EpochSize / Math.Max(1, _stored.Open.Count);
        return new([.. from open in _stored.Open
            let job = open.Key
            select new OpenCurve(
                job.Cell, job.Seed, open.Value.Fence, open.Value.Number, _epochs.Latest(job, perJob))]);
    }

    private void Restore(OpenCurve curve)
    {
        var job = new JobKey(curve.Cell, curve.Seed);
        _stored.Store(job, curve.Fence, curve.Number);
        if (curve.Epochs is not null) _epochs.Store(job, curve.Epochs);
    }

    /// <returns>Step of the first epoch in it that was in another state before; null for none.</returns>
    private long? Store(PointsRecorded batch)
    {
        var job = new JobKey(batch.Cell, batch.Seed);
        _stored.Store(job, batch.Fence, batch.Number);
        return _epochs.Store(job, batch.Epochs ?? []);
    }
}
