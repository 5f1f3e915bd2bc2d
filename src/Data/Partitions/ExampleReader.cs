namespace Seedbed.Data.Partitions;

using System.Globalization;
using Seedbed.Data.Tables;

/// <summary>Takes rows of a table apart by the roles that a study gives its columns.</summary>
public sealed class ExampleReader
{
    private readonly DataSpecification _data;
    private readonly List<string> _names = [];
    private readonly List<int> _positions = [];
    private readonly int _text;
    private readonly int _label;
    private readonly int? _domain;
    private readonly int? _key;

    /// <param name="data">Which column has which role; roles it leaves out stay empty.</param>
    /// <param name="header">The table's columns.</param>
    /// <exception cref="InvalidDataException">The table has no such column.</exception>
    public ExampleReader(DataSpecification data, IReadOnlyList<string> header)
    {
        _data = data;
        _text = Ask(data.Columns[Roles.Text]);
        _label = Ask(data.Columns[Roles.Label]);
        _key = data.Split.Of is { } of ? Ask(of) : null;
        _domain = data.Columns.TryGetValue(Roles.Domain, out var domain) ? Ask(domain) : null;

        int Ask(string column)
        {
            var position = header.ToList().IndexOf(column);
            if (position < 0)
                throw new InvalidDataException(Wording.Unknown(column, "column of the data", [.. header]));
            _names.Add(column);
            _positions.Add(position);
            return _positions.Count - 1;
        }
    }

    /// <summary>Positions of the columns that a row must bring, in this order.</summary>
    public IReadOnlyList<int> Columns => _positions;

    /// <summary>The example a row holds, or what is wrong with the row.</summary>
    /// <param name="number">Position among the rows of the file, from 0.</param>
    public (Example? Example, string? Mistake) Read(long number, Row row)
    {
        if (row.Mistake is not null) return (null, row.Mistake);

        var empty = _names.Where((_, field) => string.IsNullOrWhiteSpace(row.Fields[field].Text)).Distinct().ToList();
        if (empty.Count > 0) return (null, string.Join("; ", empty.Select(column => $"column '{column}' is empty")));

        return (new(number, Of(_text), Of(_label), _domain is { } domain ? Of(domain) : null, SplitKey()), null);

        string Of(int field) => row.Fields[field].Text ?? "";

        string SplitKey() => _key is not { } key ? number.ToString(CultureInfo.InvariantCulture)
            : _data.Split.Prefix is { } prefix ? string.Concat(Of(key).EnumerateRunes().Take(prefix))
            : Of(key);
    }
}
