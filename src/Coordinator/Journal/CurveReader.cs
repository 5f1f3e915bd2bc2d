namespace Seedbed.Coordinator.Journal;

using Seedbed.Messages.Http;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Journal.MetricsEvent;

/// <summary>
/// Picks curves out of metric streams. A job's curve is exactly the points along the fence chain that ends in its
/// outcome; batches under any other fence, repeated ones and those after a link's last one are passed over.
/// Feed it each stream from its beginning; it remembers one number per link.
/// </summary>
public sealed class CurveReader(CurveKeys keys)
{
    private readonly Dictionary<(int Cell, int Seed, long Fence), Link> _links = keys.Jobs.SelectMany(LinksOf)
        .ToDictionary();

    /// <summary>The points of the next event that count, in the order they were reported.</summary>
    public IEnumerable<CurveRow> Read(PointsRecorded batch)
    {
        if (!_links.TryGetValue((batch.Cell, batch.Seed, batch.Fence), out var link) || !link.Takes(batch.Number))
            return [];

        return batch.Points.Unpack()
            .Select(point => new CurveRow(batch.Cell, batch.Seed, point.Metric, point.Step, point.Value));
    }

    private static IEnumerable<KeyValuePair<(int Cell, int Seed, long Fence), Link>> LinksOf(CurveKey job) =>
        job.Chain.Select(link => KeyValuePair.Create((job.Cell, job.Seed, link.Fence), new Link(link.LastBatch)));

    /// <summary>One lease's part of a curve: whole batches, from the first to the last that counts.</summary>
    private sealed class Link(int lastBatch)
    {
        private int _taken;

        /// <summary>
        /// Whether a batch is the next one. A stream holds the batches of a fence in order, some perhaps twice.
        /// </summary>
        public bool Takes(int number)
        {
            if (number != _taken + 1 || number > lastBatch) return false;
            _taken = number;
            return true;
        }
    }
}
