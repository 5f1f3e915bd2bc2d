namespace Seedbed.Data.Tables;

using System.Text.Json;
using System.Text.Unicode;

/// <summary>
/// A JSON object in each line, in UTF-8. Columns are the names in the first thousand rows, in the order they come; a
/// name that a row lacks, or whose value is <c>null</c>, is a value that is missing.
/// </summary>
internal sealed class JsonLinesTable : Table
{
    private const int Leading = 1_000;

    private readonly BoundedStream _bytes;

    private JsonLinesTable(BoundedStream bytes, IReadOnlyList<string> columns) => (_bytes, Columns) = (bytes, columns);

    public override IReadOnlyList<string> Columns { get; }

    /// <param name="open">Opens the content from its beginning.</param>
    public static JsonLinesTable Open(Func<BoundedStream> open)
    {
        List<string> columns;
        using (var leading = open()) columns = NamesOf(leading);
        if (columns.Count == 0)
            throw new InvalidDataException("It names no column; each line must hold a JSON object.");
        if (columns.Count > DataLimits.Columns)
        {
            throw new InvalidDataException(
                $"It has {columns.Count} columns; {Wording.Number(DataLimits.Columns)} are allowed.");
        }

        return new(open(), columns);
    }

    public override IEnumerable<Row> Rows(IReadOnlyList<int> columns)
    {
        string[] names = [.. columns.Select(column => Columns[column])];
        foreach (var (place, line, mistake) in Objects(_bytes))
        {
            using (line)
            {
                yield return line is null
                    ? Row.Mistaken(place, mistake ?? "it is no JSON object")
                    : RowOf(line, place, names);
            }
        }
    }

    public override void Dispose() => _bytes.Dispose();

    private static List<string> NamesOf(BoundedStream leading)
    {
        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, line, _) in Objects(leading).Take(Leading))
        {
            using (line)
            {
                foreach (var property in line?.RootElement.EnumerateObject() ?? default)
                    if (known.Add(property.Name)) names.Add(property.Name);
            }
        }

        return names;
    }

    /// <summary>Lines that are not blank, each an object or what is wrong with it.</summary>
    private static IEnumerable<(RowPlace Place, JsonDocument? Line, string? Mistake)> Objects(Stream bytes)
    {
        var lines = new LineReader(bytes);
        while (Readable(lines) is { } line)
        {
            if (line.Span.Trim(" \t"u8).IsEmpty) continue;

            var (document, mistake) = Parse(line);
            yield return (RowPlace.Line(lines.Number), document, mistake);
        }
    }

    private static ReadOnlyMemory<byte>? Readable(LineReader lines)
    {
        try
        {
            return lines.Next();
        }
        catch (BoundedStream.TooLargeException tooLarge)
        {
            throw new InvalidDataException(tooLarge.Message, tooLarge);
        }
    }

    private static (JsonDocument? Line, string? Mistake) Parse(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span)) return (null, "it is not UTF-8");
        try
        {
            var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind is JsonValueKind.Object) return (document, null);

            document.Dispose();
            return (null, "it is no JSON object");
        }
        catch (JsonException malformed)
        {
            return (null, $"it is no JSON from byte {malformed.BytePositionInLine + 1} on");
        }
    }

    private static Row RowOf(JsonDocument line, RowPlace place, string[] names)
    {
        var fields = new Field[names.Length];
        for (var column = 0; column < names.Length; column++)
        {
            if (!line.RootElement.TryGetProperty(names[column], out var value)) continue;
            if (value.ValueKind is JsonValueKind.Object || (value.ValueKind is JsonValueKind.Array && HasNested(value)))
                return Row.Mistaken(place, $"column '{names[column]}' holds an object or a list of lists");

            fields[column] = value.ValueKind is JsonValueKind.Array
                ? Field.Of([.. value.EnumerateArray().Select(item => TextOf(item) ?? "")])
                : Field.Of(TextOf(value));
        }

        return new(place, fields);
    }

    private static bool HasNested(JsonElement list) =>
        list.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array);

    /// <summary>Numbers as they are written; null for nothing.</summary>
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
