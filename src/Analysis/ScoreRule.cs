namespace Seedbed.Analysis;

using Seedbed.Messages.Studies;

/// <summary>
/// What a result counts with in a comparison: a diverged one, and a completed one without a finite value, with the
/// metric's worst value, or not at all where the study excludes them or the metric has none.
/// </summary>
/// <param name="worst">One per metric.</param>
internal sealed class ScoreRule(IReadOnlyList<double?> worst)
{
    public static ScoreRule Of(ReportSpecification report) =>
        new([.. (report.Declared ?? []).Select(metric => report.ExcludesDiverged ? null : metric.Worst)]);

    /// <summary>Null if the pair does not count.</summary>
    public double? ValueOf(Score? score, int metric) =>
        score is Score.Completed completed && double.IsFinite(completed.Finals[metric])
            ? completed.Finals[metric]
            : worst[metric];
}
