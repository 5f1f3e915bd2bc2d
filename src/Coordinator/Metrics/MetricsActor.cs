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
/// parent with <see cref="PointsStored"/>.
/// </summary>
public sealed class MetricsActor(StudyId study, int shard) : GroupCommitActor<MetricsEvent>
{
    /// <summary>
    /// Metric streams per study. One writes 600,000 points/s with SQLite, whose transactions exclude each other anyway.
    /// </summary>
    public const int Shards = 1;

    private const int BatchesPerSnapshot = 1_000;

    private readonly BatchNumbers _stored = new();
    private int _sinceSnapshot;

    public override string PersistenceId { get; } = PersistenceIdOf(study, shard);

    protected override int MaxEvents => 32; // of at most 14 kB: leases wait for no transaction larger than 450 kB

    public static string PersistenceIdOf(StudyId study, int shard) => $"metrics-{study}-{shard}";

    public static Props Props(StudyId study, int shard) =>
        Akka.Actor.Props.Create(() => new MetricsActor(study, shard));

    /// <summary>A batch of an open job became durable. To the parent.</summary>
    public sealed record PointsStored(JobKey Job, long Fence, MetricPoints Points);

    /// <summary>The job left the lease of this fence: no batch of it will come. From the parent.</summary>
    public sealed record CloseCurve(JobKey Job, long Fence);

    /// <summary>
    /// Curves the journal has open; the parent answers with <see cref="CloseCurve"/> for those that are not.
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
                _stored.Store(new(points.Cell, points.Seed), points.Fence, points.Number);
                _sinceSnapshot++;
                break;
            case SnapshotOffer { Snapshot: JournalSnapshot.Metrics snapshot }:
                foreach (var curve in snapshot.Open)
                    _stored.Store(new(curve.Cell, curve.Seed), curve.Fence, curve.Number);
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
                _stored.Forget(close.Job, close.Fence);
                return () => { };
            default: throw new UnreachableException($"No decision for {request.GetType().Name}.");
        }
    }

    private Action Decide(WorkProtocol.MetricBatch batch, IActorRef sender, List<MetricsEvent> events)
    {
        var (job, fence, number) = (new JobKey(batch.Job.Cell, batch.Job.Seed), batch.Fence, batch.Number);
        switch (_stored.Judge(job, fence, number))
        {
            case BatchVerdict.Next:
                events.Add(new PointsRecorded(job.Cell, job.Seed, fence, number, batch.Points));
                _stored.Store(job, fence, number);
                return () =>
                {
                    sender.Tell(new WorkProtocol.BatchStored(batch.Job, fence, number));
                    Context.Parent.Tell(new PointsStored(job, fence, batch.Points));
                };
            case BatchVerdict.Repeated:
                return () => sender.Tell(new WorkProtocol.BatchStored(batch.Job, fence, number));
            case BatchVerdict.Superseded: return () => sender.Tell(new WorkProtocol.Superseded(batch.Job, fence));
            default: return () => { };
        }
    }

    protected override void OnCommitted(IReadOnlyList<MetricsEvent> events)
    {
        _sinceSnapshot += events.Count;
        if (_sinceSnapshot < BatchesPerSnapshot) return;

        _sinceSnapshot = 0;
        SaveSnapshot(new JournalSnapshot.Metrics(
            [.. _stored.Open.Select(
                open => new OpenCurve(open.Key.Cell, open.Key.Seed, open.Value.Fence, open.Value.Number))]));
    }
}
