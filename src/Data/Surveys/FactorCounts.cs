namespace Seedbed.Data.Surveys;

/// <summary>Counts the values of a factor by part; of one with very many values only those that are missing.</summary>
/// <param name="isCompared">Whether values are counted at all.</param>
internal sealed class FactorCounts(string column, bool isCompared)
{
    private readonly SortedDictionary<string, Tally> _parts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _values = [];
    private bool _overflowed = !isCompared;

    public static FactorCounts OfColumn(string column, int place) => new(column, place < DataLimits.ComparedFactors);

    /// <param name="value">Null where it is missing.</param>
    public void Add(string part, string? value)
    {
        if (!_parts.TryGetValue(part, out var tally)) _parts[part] = tally = new();
        if (value is null) tally.Missing++;
        if (value is null || _overflowed) return;

        if (!_values.Contains(value) && _values.Count == DataLimits.FactorValues)
        {
            _overflowed = true;
            _values.Clear();
            foreach (var each in _parts.Values) each.Values.Clear();
            return;
        }

        _values.Add(value);
        tally.Values[value] = tally.Values.GetValueOrDefault(value) + 1;
    }

    public ColumnSurvey ToSurvey() => new(
        column, RoleKind.Factor,
        _parts.ToDictionary(part => part.Key, part => new ColumnPart(part.Value.Missing, part.Value.Values, null)),
        _overflowed);

    private sealed class Tally
    {
        public long Missing { get; set; }

        public Dictionary<string, long> Values { get; } = [];
    }
}
