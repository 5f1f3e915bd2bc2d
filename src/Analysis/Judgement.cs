namespace Seedbed.Analysis;

using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Statistics.Anytime;
using Seedbed.Statistics.Comparisons;

/// <summary>What is said of one comparison and metric.</summary>
/// <param name="BeyondMargin">Null without a margin or a difference.</param>
/// <param name="Note">What a reader must know; null for nothing.</param>
internal sealed record Judgement(Verdict Verdict, bool? BeyondMargin, string? Note)
{
    /// <param name="level">That multiplicity leaves to this member.</param>
    /// <param name="interval">At that level.</param>
    public static Judgement Of(
        RunningEvidence evidence, ConfidenceSequence interval, double level, ReportedMetric metric, Pairs pairs)
    {
        if (interval.IsEmpty)
            return new(Verdict.Undecided, null, "looks contradict each other: the pairs are not alike over seeds");

        var decision = evidence.At(level);
        if (decision is Decision.Undecided) return new(Verdict.Undecided, null, null);
        if (decision is Decision.Equivalent) return new(Verdict.Equivalent, null, OfSurvivors(pairs));

        var verdict = VerdictOf(decision, metric.Direction);
        var loser = verdict is Verdict.Better ? pairs.RightDiverged : pairs.LeftDiverged;
        var winner = verdict is Verdict.Better ? pairs.LeftDiverged : pairs.RightDiverged;
        return pairs.Excluded > 0 && verdict is Verdict.Better or Verdict.Worse && winner > loser
            ? new(
                Verdict.Undecided, null,
                $"among the seeds that both survived it would be {verdict.ToString().ToLowerInvariant()}, but the side "
                + $"ahead diverged more often ({winner} against {loser})")
            : new(verdict, BeyondMarginOf(interval, metric.Margin), OfSurvivors(pairs));
    }

    private static Verdict VerdictOf(Decision decision, MetricDirection direction) => (direction, decision) switch
    {
        (MetricDirection.None, Decision.Greater) => Verdict.Higher,
        (MetricDirection.None, _) => Verdict.Lower,
        (MetricDirection.HigherIsBetter, Decision.Greater) or (MetricDirection.LowerIsBetter, Decision.Less) =>
            Verdict.Better,
        _ => Verdict.Worse,
    };

    private static bool? BeyondMarginOf(ConfidenceSequence interval, double? margin) =>
        margin is { } limit ? interval.Lower > limit || interval.Upper < -limit : null;

    private static string? OfSurvivors(Pairs pairs) =>
        pairs.Excluded > 0 ? $"{pairs.Excluded} left out: a side diverged or has no finite value" : null;
}
