namespace Seedbed.Data.Tables;

using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

/// <summary>Comma- or tab-separated text in UTF-8 with a header line and quotes by RFC 4180.</summary>
internal sealed class DelimitedTable : Table
{
    /// <summary>
    /// Takes the place of bytes that are not UTF-8, so that their line can be named and the next one read. A Unicode
    /// noncharacter, which no text interchanged between programs holds.
    /// </summary>
    private const char NotUtf8 = '\uFDD0';

    private static readonly Encoding Utf8 =
        Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback($"{NotUtf8}"));

    private readonly BoundedStream _bytes;
    private readonly CsvParser _rows;
    private string[] _columns = [];
    private bool _hasStrayQuote;

    private DelimitedTable(BoundedStream bytes, char delimiter)
    {
        _bytes = bytes;
        var format = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = $"{delimiter}",
            BadDataFound = _ => _hasStrayQuote = true,
        };
        _rows = new(new StreamReader(bytes, Utf8), format);
    }

    public override IReadOnlyList<string> Columns => _columns;

    /// <param name="bytes">Disposed by the table, also if it cannot be opened.</param>
    public static DelimitedTable Open(BoundedStream bytes, char delimiter)
    {
        var table = new DelimitedTable(bytes, delimiter);
        try
        {
            table._columns = table.Header();
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
        while (Next())
        {
            var place = RowPlace.Line(_rows.RawRow);
            var (fields, mistake) = Fields();
            yield return mistake is null
                ? new(place, [.. columns.Select(column => Field.Of(fields[column]))])
                : Row.Mistaken(place, mistake);
        }
    }

    public override void Dispose()
    {
        _rows.Dispose();
        _bytes.Dispose();
    }

    private string[] Header()
    {
        if (!Next()) throw new InvalidDataException("It is empty; its first line must name the columns.");
        if (_rows.Count > DataLimits.Columns)
        {
            throw new InvalidDataException(
                $"It has {_rows.Count} columns; {Wording.Number(DataLimits.Columns)} are allowed.");
        }

        _columns = new string[_rows.Count];
        var (names, mistake) = Fields();
        return mistake is null ? names : throw new InvalidDataException($"Line {_rows.RawRow}: {mistake}.");
    }

    private bool Next()
    {
        _bytes.Allow(DataLimits.RowBytes);
        try
        {
            return _rows.Read();
        }
        catch (Exception broken) when (broken is BoundedStream.TooLargeException or InvalidDataException)
        {
            throw new InvalidDataException($"Line {_rows.RawRow} or one soon after it: {broken.Message}", broken);
        }
    }

    /// <summary>Fields are taken apart only when they are asked for, so asking finds mistakes, too.</summary>
    private (string[] Fields, string? Mistake) Fields()
    {
        _hasStrayQuote = false;
        var fields = new string[_rows.Count];
        for (var field = 0; field < fields.Length; field++) fields[field] = _rows[field];
        if (_hasStrayQuote)
            return ([], "a quotation mark inside a field that does not begin with one, or without its end");
        if (Array.FindIndex(fields, field => field.Contains(NotUtf8)) is >= 0 and var column)
            return ([], $"field {column + 1} is not UTF-8");
        return fields.Length == _columns.Length
            ? (fields, null)
            : ([], $"{fields.Length} fields where the header names {_columns.Length} columns");
    }
}
