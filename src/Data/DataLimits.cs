namespace Seedbed.Data;

/// <summary>
/// How large data may be. Each limit is checked where data is read, and stated in <c>docs/studies.md</c>.
/// </summary>
public static class DataLimits
{
    /// <summary>Bytes of a data file, both as it lies and decompressed.</summary>
    public const long Bytes = 2L * 1024 * 1024 * 1024;

    /// <summary>Bytes of one row, decompressed.</summary>
    public const int RowBytes = 1024 * 1024;

    /// <summary>Bytes of a row group of a Parquet file, decompressed: what is held in memory of it at a time.</summary>
    public const int RowGroupBytes = 512 * 1024 * 1024;

    public const int Columns = 10_000;

    /// <summary>Files whose rows lie side by side.</summary>
    public const int FilesSideBySide = 64;

    public const int Domains = 100;

    /// <summary>Characters of the name of a domain, which becomes part of metric names.</summary>
    public const int DomainLength = 128;

    /// <summary>Labels that a study may keep.</summary>
    public const int Classes = 10_000;

    /// <summary>Different labels that are counted to find the most frequent ones.</summary>
    public const int Labels = 100_000;

    /// <summary>Different values of a factor whose shares are compared between parts.</summary>
    public const int FactorValues = 10_000;

    /// <summary>Factors whose shares are compared between parts: the first ones.</summary>
    public const int ComparedFactors = 100;

    /// <summary>Mistaken rows of a file that are named; how many more there are is said instead of them.</summary>
    public const int MistakenRows = 20;
}
