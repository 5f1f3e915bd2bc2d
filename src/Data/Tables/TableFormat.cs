namespace Seedbed.Data.Tables;

/// <summary>How a data file is written, as the ending of its name tells.</summary>
/// <param name="Ending">Such as <c>.tsv.gz</c>, lower case.</param>
/// <param name="Open">Opens a file of this format by its path.</param>
public sealed record TableFormat(string Ending, Func<string, Table> Open)
{
    /// <summary>Text with a header line, JSON objects in lines, Parquet, and arrays of NumPy.</summary>
    public static IReadOnlyList<TableFormat> All { get; } =
    [
        new(".csv", path => DelimitedTable.Open(BoundedStream.Plain(path), ',')),
        new(".csv.gz", path => DelimitedTable.Open(BoundedStream.Gzip(path), ',')),
        new(".tsv", path => DelimitedTable.Open(BoundedStream.Plain(path), '\t')),
        new(".tsv.gz", path => DelimitedTable.Open(BoundedStream.Gzip(path), '\t')),
        new(".jsonl", path => JsonLinesTable.Open(() => BoundedStream.Plain(path))),
        new(".jsonl.gz", path => JsonLinesTable.Open(() => BoundedStream.Gzip(path))),
        new(".ndjson", path => JsonLinesTable.Open(() => BoundedStream.Plain(path))),
        new(".ndjson.gz", path => JsonLinesTable.Open(() => BoundedStream.Gzip(path))),
        new(".parquet", ParquetTable.Open),
        new(".npz", NpzTable.Open),
    ];

    public static IEnumerable<string> Endings => All.Select(format => format.Ending);

    /// <summary>The format a file name tells; null if it tells none that can be read.</summary>
    public static TableFormat? Of(string fileName) =>
        All.FirstOrDefault(format => fileName.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The part of a file name that tells its format; empty if it tells none.</summary>
    public static string EndingOf(string fileName) => Of(fileName)?.Ending ?? "";
}
