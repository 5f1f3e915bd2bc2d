namespace Seedbed.Data.Tables;

using System.Text.RegularExpressions;

/// <summary>How a data file is written, as the ending of its name tells.</summary>
public sealed partial class TableFormat
{
    /// <summary>Several data files whose rows lie side by side.</summary>
    public const string Tar = ".tar";

    private static readonly TableFormat[] All =
    [
        new(".csv", file => DelimitedTable.Open(BoundedStream.Plain(file), ',')),
        new(".csv.gz", file => DelimitedTable.Open(BoundedStream.Gzip(file), ',')),
        new(".tsv", file => DelimitedTable.Open(BoundedStream.Plain(file), '\t')),
        new(".tsv.gz", file => DelimitedTable.Open(BoundedStream.Gzip(file), '\t')),
        new(".jsonl", file => JsonLinesTable.Open(() => BoundedStream.Plain(file))),
        new(".jsonl.gz", file => JsonLinesTable.Open(() => BoundedStream.Gzip(file))),
        new(".ndjson", file => JsonLinesTable.Open(() => BoundedStream.Plain(file))),
        new(".ndjson.gz", file => JsonLinesTable.Open(() => BoundedStream.Gzip(file))),
        new(".parquet", ParquetTable.Open),
        new(".npz", NpzTable.Open),
        new(".npy", file => ArrayTable.Open(BoundedStream.Plain(file), StemOf(file.Name), NpyHeader.Read)),
        new(".idx", file => ArrayTable.Open(BoundedStream.Plain(file), StemOf(file.Name), IdxHeader.Read)),
        new(".idx.gz", file => ArrayTable.Open(BoundedStream.Gzip(file), StemOf(file.Name), IdxHeader.Read)),
        new("-ubyte", file => ArrayTable.Open(BoundedStream.Plain(file), StemOf(file.Name), IdxHeader.Read)),
        new("-ubyte.gz", file => ArrayTable.Open(BoundedStream.Gzip(file), StemOf(file.Name), IdxHeader.Read)),
        new(Tar, SideBySideTable.Open),
    ];

    private TableFormat(string ending, Func<TableFile, Table> open) => (Ending, Open) = (ending, open);

    /// <summary>Such as <c>.tsv.gz</c>, lower case.</summary>
    public string Ending { get; }

    /// <summary>Opens a file of this format.</summary>
    internal Func<TableFile, Table> Open { get; }

    public static IEnumerable<string> Endings => All.Select(format => format.Ending);

    /// <summary>The format a file name tells; null if it tells none that can be read.</summary>
    public static TableFormat? Of(string fileName) =>
        All.FirstOrDefault(format => fileName.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The part of a file name that tells its format; empty if it tells none.</summary>
    public static string EndingOf(string fileName) => Of(fileName)?.Ending ?? "";

    /// <summary>
    /// What is left of a file name without what tells the format: <c>words</c> of <c>words.tsv.gz</c>,
    /// <c>train-images</c> of <c>train-images-idx3-ubyte.gz</c>. The whole name if nothing would be left.
    /// </summary>
    public static string StemOf(string fileName)
    {
        var stem = IdxRank().Replace(fileName[..^EndingOf(fileName).Length], "");
        return stem.Length > 0 ? stem : fileName;
    }

    [GeneratedRegex(@"[-.]idx\d{0,3}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex IdxRank();
}
