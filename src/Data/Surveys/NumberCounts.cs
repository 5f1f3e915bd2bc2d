namespace Seedbed.Data.Surveys;

/// <summary>Counts the numbers of a column by part.</summary>
internal sealed class NumberCounts(string column)
{
    private readonly SortedDictionary<string, Tally> _parts = new(StringComparer.Ordinal);

    /// <param name="number">NaN where it is missing.</param>
    public void Add(string part, double number)
    {
        if (!_parts.TryGetValue(part, out var tally)) _parts[part] = tally = new();
        if (double.IsNaN(number)) tally.Missing++;
        else tally.Numbers = tally.Numbers.With(number);
    }

    public ColumnSurvey ToSurvey() => new(
        column, RoleKind.Numeric,
        _parts.ToDictionary(
            part => part.Key,
            part => new ColumnPart(part.Value.Missing, new Dictionary<string, long>(), part.Value.Numbers)));

    private sealed class Tally
    {
        public long Missing { get; set; }

        public Moments Numbers { get; set; }
    }
}
