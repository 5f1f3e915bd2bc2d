namespace Seedbed.Data.Partitions;

using System.Globalization;
using Seedbed.Data.Tables;

/// <summary>
/// Takes rows of a table apart by the roles that a study gives its columns. Remembers of each numeric column how many
/// numbers a row has, so it reads the rows of one table, in order.
/// </summary>
public sealed class ExampleReader
{
    private readonly SplitSpecification _split;
    private readonly List<int> _positions = [];
    private readonly List<string> _names = [];
    private readonly int? _text;
    private readonly int? _tokens;
    private readonly int? _label;
    private readonly int? _domain;
    private readonly int? _key;
    private readonly int[] _factors;
    private readonly int[] _numbers;
    private readonly int[] _lengths;

    /// <param name="data">Which columns have which role; roles it leaves out stay empty.</param>
    /// <param name="header">The table's columns.</param>
    /// <exception cref="InvalidDataException">The table has no such column.</exception>
    public ExampleReader(DataSpecification data, IReadOnlyList<string> header)
    {
        var positions = header.Index().DistinctBy(column => column.Item)
            .ToDictionary(column => column.Item, column => column.Index);
        _split = data.Split;
        _text = Single(RoleKind.Text);
        _tokens = Single(RoleKind.Tokens);
        _label = Single(RoleKind.Label);
        _domain = Single(RoleKind.Domain);
        _key = data.Split.Of is { } of ? Ask(of) : null;
        _factors = [.. data.ColumnsOf(RoleKind.Factor).Select(Ask)];
        _numbers = [.. data.ColumnsOf(RoleKind.Numeric).Select(Ask)];
        _lengths = new int[_numbers.Length];

        int? Single(RoleKind kind) => data.ColumnsOf(kind).FirstOrDefault() is { } column ? Ask(column) : null;

        int Ask(string column)
        {
            if (!positions.TryGetValue(column, out var position))
                throw new InvalidDataException(Wording.Unknown(column, "column of the data", [.. header]));
            _positions.Add(position);
            _names.Add(column);
            return _positions.Count - 1;
        }
    }

    /// <summary>Positions of the columns that a row must bring, in this order.</summary>
    public IReadOnlyList<int> Columns => _positions;

    /// <summary>Names of the values in <see cref="Example.Factors"/>.</summary>
    public IReadOnlyList<string> FactorNames => [.. _factors.Select(place => _names[place])];

    /// <summary>
    /// Names of the numbers in <see cref="Example.Numbers"/>, of those in a vector with their place: <c>pixels[3]</c>.
    /// Known once a row was read.
    /// </summary>
    public IReadOnlyList<string> NumberNames => [.. _numbers.Zip(_lengths, NamesOf).SelectMany(names => names)];

    /// <summary>How many numbers a row has of each numeric column; 0 until a row was read.</summary>
    internal IReadOnlyList<int> NumberLengths => _lengths;

    /// <summary>The example a row holds, or what is wrong with the row.</summary>
    /// <param name="number">Position among the rows of the file, from 0.</param>
    public (Example? Example, string? Mistake) Read(long number, Row row)
    {
        if (row.Mistake is not null) return (null, row.Mistake);

        var mistakes = new List<string>();
        var example = new Example(
            number, OfText(_text) ?? "", OfText(_label) ?? "", OfText(_domain), SplitKey(OfText(_key), number))
        {
            Tokens = _tokens is { } tokens
                ? Noted(tokens, FieldReading.Tokens(row.Fields[tokens], out var mistake), mistake)
                : null,
            Factors = [.. _factors.Select(OfFactor)],
            Numbers = Numbers(row, mistakes),
        };
        if (_key is { } key && mistakes.Count == 0 && SplitMistake(example.SplitKey) is { } unsplit)
            mistakes.Add($"column '{_names[key]}' holds {Wording.Quote(example.SplitKey)}, which is {unsplit}");
        return mistakes.Count == 0 ? (example, null) : (null, string.Join("; ", mistakes.Distinct()));

        string? OfText(int? column) => column is { } field
            ? Noted(field, FieldReading.Text(row.Fields[field], out var mistake), mistake)
            : null;

        string? OfFactor(int field) => Noted(field, FieldReading.Factor(row.Fields[field], out var mistake), mistake);

        T Noted<T>(int field, T value, string? mistake)
        {
            if (mistake is not null) mistakes.Add($"column '{_names[field]}' {mistake}");
            return value;
        }
    }

    private float[] Numbers(Row row, List<string> mistakes)
    {
        var all = new List<float>(_lengths.Sum());
        for (var column = 0; column < _numbers.Length; column++)
        {
            var numbers = FieldReading.Numbers(row.Fields[_numbers[column]], out var mistake);
            if (numbers is not null && _lengths[column] == 0) _lengths[column] = numbers.Count;
            if (numbers is not null && numbers.Count != _lengths[column])
                mistake = $"has {numbers.Count} numbers where the first row has {_lengths[column]}";
            if (mistake is not null) mistakes.Add($"column '{_names[_numbers[column]]}' {mistake}");
            all.AddRange(numbers ?? []);
        }

        return [.. all];
    }

    /// <summary>Null where the value decides the row's part.</summary>
    private string? SplitMistake(string value) => _split.By switch
    {
        SplitSpecification.ByColumn when PartNames.Spelt(value) is null =>
            $"no part; allowed are {string.Join(", ", PartNames.Spellings)}",
        SplitSpecification.ByTime when Moment.Parse(value) is null => $"no date such as {Moment.Example}",
        _ => null,
    };

    private IEnumerable<string> NamesOf(int column, int length) => length <= 1
        ? [_names[column]]
        : Enumerable.Range(0, length).Select(place => $"{_names[column]}[{place}]");

    private string SplitKey(string? value, long row) =>
        value is null ? row.ToString(CultureInfo.InvariantCulture)
        : _split.Prefix is { } prefix ? string.Concat(value.EnumerateRunes().Take(prefix))
        : value;
}
