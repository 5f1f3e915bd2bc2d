namespace Seedbed.Coordinator.Journal;

using Seedbed.Messages.Http;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Journal.MetricsEvent;

/// <summary>
/// Picks curves out of metric streams. A job's curve is exactly the points along the fence chain that ends in its
/// outcome; batches under any other fence, repeated ones and those after the last one are passed over.
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
            .Where(point => link.From <= point.Step && point.Step < link.To)
            .Select(point => new CurveRow(batch.Cell, batch.Seed, point.Metric, point.Step, point.Value));
    }

    private static IEnumerable<KeyValuePair<(int Cell, int Seed, long Fence), Link>> LinksOf(CurveKey job) =>
        job.Chain.Select((link, i) =>
        {
            var isLast = i == job.Chain.Count - 1;
            var to = isLast ? long.MaxValue : job.Chain[i + 1].FromStep;
            return KeyValuePair.Create(
                (job.Cell, job.Seed, link.Fence), new Link(link.FromStep, to, isLast ? job.LastBatch : int.MaxValue));
        });

    /// <summary>
    /// One lease's part of a curve: steps <c>From</c> to before <c>To</c>, out of batches up to <c>LastBatch</c>.
    /// </summary>
    private sealed class Link(long from, long to, int lastBatch)
    {
        private int _taken;

        public long From => from;

        public long To => to;

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
