namespace Seedbed.Data.Surveys;

using Seedbed.Data.Tables;

/// <summary>Collects mistaken rows: the first ones by place, the others by number.</summary>
internal sealed class RowMistakes
{
    private readonly List<DataMistake> _first = [];
    private RowPlace _last;

    public long Count { get; private set; }

    public void Add(RowPlace place, string mistake)
    {
        if (Count++ < DataLimits.MistakenRows) _first.Add(new("path", $"{mistake}.", place));
        _last = place;
    }

    /// <summary>In file order; the last one says how many more rows are mistaken.</summary>
    public IEnumerable<DataMistake> InOrder()
    {
        if (Count <= DataLimits.MistakenRows) return _first;

        var more = Wording.Number(Count - DataLimits.MistakenRows);
        return [.. _first, new("path", $"{more} more rows are mistaken, the last in {_last}.")];
    }
}
