namespace Seedbed.Messages.Studies;

/// <summary>
/// How large a study may be. Each limit is checked when a study file is read, and stated in <c>docs/studies.md</c>.
/// </summary>
public static class StudyLimits
{
    /// <summary>Bytes of a study file in UTF-8.</summary>
    public const int FileBytes = 48 * 1024;

    /// <summary>
    /// Bytes of a validated study as MessagePack, counted generously, because it travels in one message. Only numbers
    /// like <c>1e14</c>, which grow when they are written out, and many long names of domains reach it.
    /// </summary>
    public const int SpecificationBytes = 60 * 1024;

    /// <summary>Lists and tables within each other; a valid study needs four.</summary>
    public const int Nesting = 8;

    /// <summary>Characters of any one text.</summary>
    public const int TextLength = 1_024;

    /// <summary>Mistakes reported of one file; how many more there are is said instead of them.</summary>
    public const int Mistakes = 100;

    /// <summary>Configs and ablations together.</summary>
    public const int Variants = 1_000;

    public const int GridAxes = 16;

    public const int GridValues = 10_000;

    public const int Cells = 100_000;

    public const int Seeds = 1_000_000;

    public const int Jobs = 10_000_000;

    public const int MaxAttempts = 100;

    /// <summary>Seconds without progress that a study may allow.</summary>
    public const double ProgressTimeout = 604_800;

    /// <summary>The largest weight among studies; the smallest is one by this.</summary>
    public const int Weight = 1_000;

    /// <summary>The highest priority; the lowest is as far below 0.</summary>
    public const int Priority = 1_000;

    public const int ReportMetrics = 64;

    /// <summary>The largest chance of a wrong verdict that a study may accept.</summary>
    public const double Alpha = 0.5;

    /// <summary>The largest effects a study may expect, in deviations.</summary>
    public const double Tau = 100;

    /// <summary>Seconds between two checkpoints: a day.</summary>
    public const int CheckpointSeconds = 86_400;
}
