namespace Seedbed.Messages.Studies.Reading;

using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

/// <summary>
/// A data file on this machine: rows of fields under a header, read one at a time and never held in memory.
/// Every method that reads throws <see cref="InvalidDataException"/>, whose message names the line, where the file is not
/// what its name says or larger than allowed.
/// </summary>
internal sealed class DataFile : IDisposable
{
    private readonly BoundedStream bytes;
    private readonly CsvParser rows;

    private DataFile(ContentHash content, long size, BoundedStream bytes, DataFormat format)
    {
        Content = content;
        Size = size;
        this.bytes = bytes;
        var text = new StreamReader(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        rows = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = $"{format.Delimiter}" });
    }

    /// <summary>Hash of the file as it lies, compressed or not.</summary>
    public ContentHash Content { get; }

    /// <summary>Bytes of the file as it lies.</summary>
    public long Size { get; }

    /// <summary>Names of the columns in file order.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Identifies a file and reads its header.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static DataFile Open(string location, DataFormat format)
    {
        var (content, size) = Identify(location);
        Stream stored = File.OpenRead(location);
        var plain = format.IsCompressed ? new GZipStream(stored, CompressionMode.Decompress) : stored;
        var file = new DataFile(content, size, new BoundedStream(plain, StudyLimits.DataBytes), format);
        try
        {
            file.Columns = file.Header();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The distinct values of a column of all rows, in ordinal order. Once.</summary>
    /// <param name="column">Position in <see cref="Columns"/>.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="longest">Characters a value may have; it has at least one.</param>
    public IReadOnlyList<string> Distinct(int column, int most, int longest)
    {
        var distinct = new SortedSet<string>(StringComparer.Ordinal);
        while (Next())
        {
            if (rows.Count != Columns.Count)
                throw new InvalidDataException(
                    $"Line {rows.RawRow} has {rows.Count} fields; the first line names {Columns.Count} columns.");
            var value = Parsing(() => rows[column]);
            if (value.Length == 0 || value.Length > longest)
                throw new InvalidDataException(
                    $"Line {rows.RawRow}, column '{Columns[column]}': a value has 1 to {longest} characters, this one {value.Length}.");
            if (distinct.Add(value) && distinct.Count > most)
                throw new InvalidDataException(
                    $"Column '{Columns[column]}' has more than {most} distinct values; line {rows.RawRow} brings {Wording.Quote(value)}.");
        }

        return [.. distinct];
    }

    public void Dispose()
    {
        rows.Dispose();
        bytes.Dispose();
    }

    private static (ContentHash Content, long Size) Identify(string location)
    {
        using var stored = File.OpenRead(location);
        if (stored.Length > StudyLimits.DataBytes)
            throw new InvalidDataException(
                $"It has {Wording.Number(stored.Length)} bytes; {Wording.Number(StudyLimits.DataBytes)} are allowed.");
        return (new ContentHash(Convert.ToHexStringLower(SHA256.HashData(stored))), stored.Length);
    }

    private string[] Header()
    {
        if (!Next()) throw new InvalidDataException("It is empty; its first line must name the columns.");
        if (rows.Count > StudyLimits.Columns)
            throw new InvalidDataException(
                $"It has {rows.Count} columns; {Wording.Number(StudyLimits.Columns)} are allowed.");
        return Parsing(() => rows.Record) ?? [];
    }

    private bool Next()
    {
        bytes.Allow(StudyLimits.RowBytes);
        return Parsing(rows.Read);
    }

    /// <summary>Fields are taken apart only when they are asked for, so asking finds mistakes, too.</summary>
    private T Parsing<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (BoundedStream.TooLargeException tooLarge)
        {
            throw new InvalidDataException(tooLarge.IsWhole
                ? $"It has more than {Wording.Number(StudyLimits.DataBytes)} bytes when decompressed."
                : $"Line {rows.RawRow} has more than {Wording.Number(StudyLimits.RowBytes)} bytes.");
        }
        catch (BadDataException)
        {
            throw new InvalidDataException($"Line {rows.RawRow} has a quote (\") within a field that is not quoted.");
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"Line {rows.RawRow} or one soon after it is not UTF-8.");
        }
    }
}
