namespace Seedbed.Messages.Http;

/// <summary>The comparisons of a study as they stand: one family, adjusted for as such.</summary>
/// <param name="Alpha">The chance that any comparison without a difference is ever said to have one.</param>
/// <param name="Tau">Deviation of the effects that are expected, in deviations of a difference.</param>
/// <param name="Members">Comparisons × metrics that the family has.</param>
/// <param name="Shown">At most <see cref="MaxShown"/> of them, by comparison and metric.</param>
/// <param name="Note">Why nothing is compared, or what verdicts lack; null for nothing.</param>
public sealed record ComparisonsView(
    double Alpha, double Tau, long Members, IReadOnlyList<ComparisonView> Shown, string? Note = null)
{
    public const int MaxShown = 200;
}

/// <summary>What two cells have to do with each other.</summary>
public enum ComparisonKind
{
    /// <summary>A config, or an ablation, against the config that the study names.</summary>
    Config,

    /// <summary>An ablation against the config that it takes from.</summary>
    Ablation,
}

/// <summary>What is known of the left side against the right one.</summary>
public enum Verdict
{
    Undecided,
    Better,
    Worse,

    /// <summary>Of a metric without a better and a worse.</summary>
    Higher,

    /// <summary>Of a metric without a better and a worse.</summary>
    Lower,

    /// <summary>They differ by less than the margin.</summary>
    Equivalent,
}

/// <summary>Two cells, one metric, paired by seed in the order of the seeds.</summary>
/// <param name="Left">Index of a cell.</param>
/// <param name="Right">Index of the cell it is compared with.</param>
/// <param name="Seeds">Pairs there will be.</param>
/// <param name="Pairs">Pairs that count.</param>
/// <param name="Beyond">Pairs with both results that wait for a seed before them, and do not count yet.</param>
/// <param name="Excluded">Pairs left out because a side diverged or has no finite value.</param>
/// <param name="LeftDiverged">Of the seeds taken in so far.</param>
/// <param name="RightDiverged">Of the seeds taken in so far.</param>
/// <param name="Incomplete">Whether a job failed or was cancelled, so that the sequence waits for it.</param>
/// <param name="Difference">Mean of left − right; null without pairs.</param>
/// <param name="Deviation">Sample deviation of the differences; null below two pairs.</param>
/// <param name="PairingGain">How many unpaired seeds a paired one is worth.</param>
/// <param name="SharePositive">Share of pairs with left above right, ties half.</param>
/// <param name="Effect">Mean difference / deviation.</param>
/// <param name="Interval">Valid at any look, by itself; null while it is infinite.</param>
/// <param name="Adjusted">
/// Valid at any look, at the level that Holm's procedure gives this member; what the verdict rests on. Null while it is
/// infinite.
/// </param>
/// <param name="IsViolated">
/// Whether looks contradict each other, so that no interval is left: the pairs are not what the method assumes.
/// </param>
/// <param name="P">Valid at any look, by itself.</param>
/// <param name="AdjustedP">The same after Holm.</param>
/// <param name="BeyondMargin">Whether the adjusted interval lies beyond the margin; null without one.</param>
/// <param name="MoreSeeds">About how many more would decide; null if decided or beyond a sensible number.</param>
/// <param name="Note">What a reader must know of this row; null for nothing.</param>
public sealed record ComparisonView(
    ComparisonKind Kind,
    string Metric,
    int Left,
    int Right,
    string LeftLabel,
    string RightLabel,
    int Seeds,
    int Pairs,
    int Beyond,
    int Excluded,
    int LeftDiverged,
    int RightDiverged,
    bool Incomplete,
    double? Difference,
    double? Deviation,
    double? Correlation,
    double? PairingGain,
    double? SharePositive,
    double? Effect,
    IntervalView? Interval,
    IntervalView? Adjusted,
    bool IsViolated,
    double P,
    double AdjustedP,
    Verdict Verdict,
    bool? BeyondMargin,
    int? MoreSeeds,
    string? Note);

public sealed record IntervalView(double Lower, double Upper);
