namespace Seedbed.Messages.Studies;

/// <summary>How a data file is written, as the ending of its name tells.</summary>
/// <param name="Ending">Such as <c>.tsv.gz</c>, lower case.</param>
/// <param name="Delimiter">What stands between two fields.</param>
/// <param name="IsCompressed">Whether the content is gzip.</param>
public sealed record DataFormat(string Ending, char Delimiter, bool IsCompressed)
{
    /// <summary>Comma- and tab-separated text with a header line and quotes by RFC 4180, plain or gzipped.</summary>
    public static IReadOnlyList<DataFormat> All { get; } =
        [new(".csv", ',', false), new(".csv.gz", ',', true), new(".tsv", '\t', false), new(".tsv.gz", '\t', true)];

    /// <summary>The format a file name tells; null if it tells none that can be read.</summary>
    public static DataFormat? Of(string fileName) =>
        All.FirstOrDefault(format => fileName.EndsWith(format.Ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The part of a file name that tells its format; empty if it tells none.</summary>
    public static string EndingOf(string fileName) => Of(fileName)?.Ending ?? "";
}
