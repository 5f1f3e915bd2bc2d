namespace Seedbed.Coordinator.Journal;

using System.Diagnostics;
using Akka.Actor;
using Akka.Persistence.Query;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Seedbed.Coordinator.Metrics;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>Reads the curves of a study out of the journal, an event at a time.</summary>
public sealed class CurveQuery(ActorSystem system)
{
    /// <summary>
    /// Points of the jobs that <paramref name="keys"/> name, shard after shard and in journal order within one: the
    /// points of a job stand in the order they were reported, those of several jobs are interleaved.
    /// </summary>
    public async IAsyncEnumerable<CurveRow> Read(CurveKeys keys)
    {
        var journal = PersistenceQuery.Get(system).ReadJournalFor<SqlReadJournal>(JournalSettings.Query);
        using var materializer = system.Materializer();
        var reader = new CurveReader(keys);

        for (var shard = 0; shard < keys.Shards; shard++)
        {
            var events = journal.CurrentEventsByPersistenceId(
                MetricsActor.PersistenceIdOf(keys.Study, shard), 0, long.MaxValue);
            await foreach (var envelope in events.RunAsAsyncEnumerable(materializer))
            {
                var batch = envelope.Event as MetricsEvent.PointsRecorded
                    ?? throw new UnreachableException($"No rule for {envelope.Event.GetType().Name} in a curve.");
                foreach (var row in reader.Read(batch)) yield return row;
            }
        }
    }
}
