namespace Seedbed.Data.Tables;

/// <summary>A file with one array, which is its one column: IDX, or <c>numpy.save</c>.</summary>
internal sealed class ArrayTable : Table
{
    private readonly Stream _bytes;
    private readonly ArrayLayout _layout;

    private ArrayTable(Stream bytes, string name, ArrayLayout layout) =>
        (_bytes, Columns, _layout) = (bytes, [name], layout);

    public override IReadOnlyList<string> Columns { get; }

    /// <param name="bytes">Disposed by the table, also if it cannot be opened.</param>
    /// <param name="name">What the column is called.</param>
    /// <param name="header">Reads what stands before the first row.</param>
    public static ArrayTable Open(BoundedStream bytes, string name, Func<Stream, ArrayLayout> header)
    {
        try
        {
            var layout = header(bytes);
            ArrayLayout.CheckBytes(layout.Bytes);
            return new(bytes, name, layout);
        }
        catch (Exception mistake) when (mistake is InvalidDataException or EndOfStreamException)
        {
            bytes.Dispose();
            throw new InvalidDataException(
                $"Array '{name}' cannot be read: {mistake.Message.TrimEnd('.')}.", mistake);
        }
    }

    public override IEnumerable<Row> Rows(IReadOnlyList<int> columns)
    {
        var row = new byte[_layout.RowBytes];
        for (var number = 1L; number <= _layout.Rows; number++)
        {
            Read(row, number);
            var field = _layout.Read(row);
            yield return new(RowPlace.Row(number), [.. columns.Select(_ => field)]);
        }
    }

    public override void Dispose() => _bytes.Dispose();

    private void Read(byte[] row, long number)
    {
        try
        {
            _bytes.ReadExactly(row);
        }
        catch (EndOfStreamException ended)
        {
            throw new InvalidDataException($"Array '{Columns[0]}' ends in row {number} of {_layout.Rows}.", ended);
        }
        catch (BoundedStream.TooLargeException tooLarge)
        {
            throw new InvalidDataException(tooLarge.Message, tooLarge);
        }
    }
}
