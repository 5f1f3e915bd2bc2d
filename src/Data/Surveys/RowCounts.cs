namespace Seedbed.Data.Surveys;

using Seedbed.Data.Partitions;

/// <summary>
/// Counts the rows that a study uses in one pass: by label, part and domain, and column by column what they hold. With
/// <c>take</c> the rows that count are known at the end only: what is kept until then grows with <c>take</c>, not with
/// the file.
/// </summary>
internal sealed class RowCounts(DataSpecification data)
{
    private readonly Dictionary<Stratum, long> _strata = [];
    private readonly HashSet<string> _labels = [];
    private readonly PriorityQueue<CountedRow, double> _taken = new();
    private readonly FactorCounts[] _factors = [.. data.ColumnsOf(RoleKind.Factor).Select(FactorCounts.OfColumn)];
    private readonly NumberCounts[] _numbers =
        [.. data.ColumnsOf(RoleKind.Numeric).Select(column => new NumberCounts(column))];

    /// <summary>Whether there were more labels than are counted.</summary>
    public bool Overflowed { get; private set; }

    public IReadOnlyDictionary<Stratum, long> Strata => _strata;

    public IReadOnlyList<ColumnSurvey> Columns =>
        [.. _factors.Select(factor => factor.ToSurvey()), .. _numbers.Select(number => number.ToSurvey())];

    /// <param name="lengths">How many numbers the row has of each numeric column.</param>
    public void Add(Example row, IReadOnlyList<int> lengths)
    {
        var counted = new CountedRow(
            new(row.Label, PartNames.Of(row, data), row.Domain), row.Factors, Summaries(row.Numbers, lengths));
        if (data.Take is not { } take)
        {
            Count(counted);
            return;
        }

        var fraction = -Examples.TakeFraction(row.Row, data);   // the queue gives up its smallest: the largest fraction
        if (_taken.Count < take) _taken.Enqueue(counted, fraction);
        else _taken.EnqueueDequeue(counted, fraction);
    }

    /// <summary>Counts the rows that are known to be taken now, after the last one was added.</summary>
    public void End()
    {
        while (_taken.TryDequeue(out var row, out _)) Count(row);
    }

    private void Count(CountedRow row)
    {
        var stratum = row.Stratum;
        if (!_labels.Contains(stratum.Label) && _labels.Count == DataLimits.Labels)
        {
            Overflowed = true;
            return;
        }

        _labels.Add(stratum.Label);
        _strata[stratum] = _strata.GetValueOrDefault(stratum) + 1;
        foreach (var part in stratum.PartsIn(data))
        {
            for (var factor = 0; factor < _factors.Length; factor++) _factors[factor].Add(part, row.Factors[factor]);
            for (var number = 0; number < _numbers.Length; number++) _numbers[number].Add(part, row.Numbers[number]);
        }
    }

    /// <summary>Of each numeric column its number, of a vector the mean; NaN where one is missing.</summary>
    private static double[] Summaries(float[] numbers, IReadOnlyList<int> lengths)
    {
        var summaries = new double[lengths.Count];
        for (int column = 0, start = 0; column < summaries.Length; start += lengths[column++])
        {
            var sum = 0.0;
            foreach (var number in numbers.AsSpan(start, lengths[column])) sum += number;
            summaries[column] = sum / lengths[column];
        }

        return summaries;
    }

    private sealed record CountedRow(Stratum Stratum, IReadOnlyList<string?> Factors, double[] Numbers);
}
