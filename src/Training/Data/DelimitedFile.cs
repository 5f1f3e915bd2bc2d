namespace Seedbed.Training.Data;

using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

/// <summary>
/// Reads some columns of a table with a header, row by row: <c>.csv</c> or <c>.tsv</c>, either also with <c>.gz</c>,
/// in UTF-8 and with quotes by RFC 4180. Every exception names the file and the line.
/// </summary>
public static class DelimitedFile
{
    /// <summary>A longer field is more likely a quotation mark without its end.</summary>
    private const int MaxFieldCharacters = 1 << 20;

    /// <summary>The rows in file order, each with the requested fields in the order of <paramref name="columns"/>.</summary>
    /// <param name="path">Where the content lies.</param>
    /// <param name="fileName">The file's own name, whose ending tells the format; used in messages.</param>
    /// <exception cref="InvalidDataException">Not a format it reads, no such column, or a malformed row.</exception>
    public static IEnumerable<DelimitedRow> Read(string path, string fileName, IReadOnlyList<string> columns)
    {
        using var reader = Open(path, fileName);
        using var parser = new CsvParser(reader, Format(fileName));

        if (!Next(parser, fileName)) throw new InvalidDataException($"{fileName} is empty: the first line names the columns.");
        var header = Fields(parser, fileName);
        int[] positions = [.. columns.Select(column => Position(column, header, fileName))];

        while (Next(parser, fileName))
        {
            var fields = Fields(parser, fileName);
            if (fields.Length != header.Length)
                throw Malformed(fileName, parser.RawRow, $"{fields.Length} fields where the header names {header.Length} columns");
            yield return new(parser.RawRow, [.. positions.Select(position => fields[position])]);
        }
    }

    private static StreamReader Open(string path, string fileName)
    {
        Stream content = File.OpenRead(path);
        if (HasEnding(fileName, ".gz")) content = new GZipStream(content, CompressionMode.Decompress);
        return new(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
    }

    private static CsvConfiguration Format(string fileName)
    {
        var table = HasEnding(fileName, ".gz") ? fileName[..^".gz".Length] : fileName;
        var delimiter = HasEnding(table, ".csv") ? ","
            : HasEnding(table, ".tsv") ? "\t"
            : throw new InvalidDataException($"{fileName} is no table: its name must end in .csv, .tsv, .csv.gz or .tsv.gz.");
        return new(CultureInfo.InvariantCulture) { Delimiter = delimiter, MaxFieldSize = MaxFieldCharacters };
    }

    private static bool Next(CsvParser parser, string fileName)
    {
        try
        {
            return parser.Read();
        }
        catch (DecoderFallbackException)
        {
            throw Malformed(fileName, parser.RawRow + 1, "or a line after it is not UTF-8");
        }
        catch (MaxFieldSizeException)
        {
            throw Malformed(fileName, parser.RawRow + 1, $"a field is longer than {MaxFieldCharacters:N0} characters; a quotation mark may be missing");
        }
        catch (InvalidDataException broken)
        {
            throw new InvalidDataException($"{fileName}, line {parser.RawRow} or after it: {broken.Message}", broken);
        }
    }

    private static string[] Fields(CsvParser parser, string fileName)
    {
        try
        {
            return parser.Record ?? [];
        }
        catch (BadDataException)
        {
            throw Malformed(fileName, parser.RawRow, "a quotation mark inside a field that does not begin with one, or without its end");
        }
    }

    private static int Position(string column, string[] header, string fileName)
    {
        var position = Array.IndexOf(header, column);
        if (position >= 0) return position;

        var meant = NearestName.To(column, header) is { } nearest ? $"; did you mean '{nearest}'?" : ".";
        throw new InvalidDataException(
            $"{fileName} has no column '{column}'{meant} Its columns: {string.Join(", ", header)}.");
    }

    private static InvalidDataException Malformed(string fileName, int line, string found) => new($"{fileName}, line {line}: {found}.");

    private static bool HasEnding(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}

/// <param name="Line">Where the row ends in the file, from 1.</param>
/// <param name="Fields">In the order the columns were asked for.</param>
public readonly record struct DelimitedRow(int Line, IReadOnlyList<string> Fields);
