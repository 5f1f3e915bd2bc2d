namespace Seedbed.Data.Surveys;

using Seedbed.Data.Partitions;

/// <summary>
/// How many rows of each part have each label, counted in one pass. With <c>take</c> the rows that count are known at
/// the end only: what is kept until then grows with <c>take</c>, not with the file.
/// </summary>
internal sealed class LabelCounts(DataSpecification data)
{
    private readonly Dictionary<(string Label, string Part), long> _counts = [];
    private readonly HashSet<string> _labels = [];
    private readonly PriorityQueue<(string Label, string Part), double> _taken = new();

    /// <summary>Whether there were more labels than are counted.</summary>
    public bool Overflowed { get; private set; }

    public IReadOnlyDictionary<(string Label, string Part), long> Counts => _counts;

    public void Add(Example row)
    {
        if (!_labels.Contains(row.Label) && _labels.Count == DataLimits.Labels)
        {
            Overflowed = true;
            return;
        }

        _labels.Add(row.Label);
        var counted = (row.Label, PartNames.Of(row, data));
        Change(counted, +1);
        if (data.Take is not { } take) return;

        var fraction = -Examples.TakeFraction(row.Row, data);   // the queue gives up its smallest: the largest fraction
        if (_taken.Count < take) _taken.Enqueue(counted, fraction);
        else Change(_taken.EnqueueDequeue(counted, fraction), -1);
    }

    private void Change((string Label, string Part) counted, long by)
    {
        if ((_counts[counted] = _counts.GetValueOrDefault(counted) + by) == 0) _counts.Remove(counted);
    }
}
