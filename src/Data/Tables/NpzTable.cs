namespace Seedbed.Data.Tables;

using System.IO.Compression;

/// <summary>
/// NumPy arrays of equal first axis in a zip file, as <c>numpy.savez</c> and <c>numpy.savez_compressed</c> write it: an
/// array is a column, read row by row beside the others.
/// </summary>
internal sealed class NpzTable : Table
{
    private readonly ZipArchive _zip;
    private readonly List<(ZipArchiveEntry Entry, string Name, ArrayLayout Array)> _arrays = [];

    private NpzTable(ZipArchive zip) => _zip = zip;

    public override IReadOnlyList<string> Columns => [.. _arrays.Select(array => array.Name)];

    public static NpzTable Open(TableFile file)
    {
        var table = new NpzTable(Archive(file));
        try
        {
            table.ReadHeaders();
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    public override IEnumerable<Row> Rows(IReadOnlyList<int> columns)
    {
        List<(Stream Bytes, ArrayLayout Array, byte[] Row, string Name)> open = [];
        try
        {
            foreach (var (entry, name, array) in columns.Select(column => _arrays[column]))
            {
                var bytes = entry.Open();
                open.Add((bytes, array, new byte[array.RowBytes], name));
                NpyHeader.Read(bytes);
            }

            for (var row = 1L; row <= _arrays[0].Array.Rows; row++)
                yield return new(RowPlace.Row(row), [.. open.Select(column => Read(column, row))]);
        }
        finally
        {
            foreach (var column in open) column.Bytes.Dispose();
        }
    }

    public override void Dispose() => _zip.Dispose();

    /// <summary>The archive over a file, which it disposes, also if it is none.</summary>
    private static ZipArchive Archive(TableFile file)
    {
        var bytes = file.Open();
        try
        {
            return new(bytes, ZipArchiveMode.Read);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static Field Read((Stream Bytes, ArrayLayout Array, byte[] Row, string Name) column, long row)
    {
        try
        {
            column.Bytes.ReadExactly(column.Row);
            return column.Array.Read(column.Row);
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException($"Array '{column.Name}' ends in row {row} of {column.Array.Rows}.");
        }
    }

    private void ReadHeaders()
    {
        if (_zip.Entries.Count > DataLimits.Columns)
        {
            throw new InvalidDataException(
                $"It has {_zip.Entries.Count} arrays; {Wording.Number(DataLimits.Columns)} are allowed.");
        }

        foreach (var entry in _zip.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)))
            _arrays.Add((entry, entry.FullName[..^".npy".Length], HeaderOf(entry)));
        if (_arrays.Count == 0) throw new InvalidDataException("It holds no array.");

        var (_, first, array) = _arrays[0];
        foreach (var (_, name, other) in _arrays.Where(other => other.Array.Rows != array.Rows))
        {
            throw new InvalidDataException(
                $"Array '{name}' has {Wording.Number(other.Rows)} rows, '{first}' has {Wording.Number(array.Rows)}.");
        }

        ArrayLayout.CheckBytes(_arrays.Aggregate((Int128)0, (sum, each) => sum + each.Array.Bytes));
    }

    private static ArrayLayout HeaderOf(ZipArchiveEntry entry)
    {
        try
        {
            using var array = entry.Open();
            return NpyHeader.Read(array);
        }
        catch (Exception mistake) when (mistake is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"Array '{entry.FullName}' cannot be read: {mistake.Message}.", mistake);
        }
    }
}
