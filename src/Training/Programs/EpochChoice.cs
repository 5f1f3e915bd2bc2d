namespace Seedbed.Training.Programs;

/// <summary>Keeps the finals of the epoch that counts: the first of the best by a metric, or the last one.</summary>
/// <param name="metric">Full name of a curve or a final; null chooses the last epoch.</param>
internal sealed class EpochChoice(string? metric, bool lowerIsBetter)
{
    private double? _best;

    /// <summary>Of the epoch chosen so far; empty before the first.</summary>
    public IReadOnlyDictionary<string, double> Finals { get; private set; } = new Dictionary<string, double>();

    /// <summary>After each epoch.</summary>
    public void Offer(SoloEvaluation evaluation)
    {
        var score = ScoreOf(evaluation);
        if (metric is not null && _best is { } best && !(score is { } now && (lowerIsBetter ? now < best : now > best)))
            return;

        (_best, Finals) = (score, evaluation.Finals);
    }

    private double? ScoreOf(SoloEvaluation evaluation) =>
        metric is not null
        && (evaluation.Curves.TryGetValue(metric, out var value) || evaluation.Finals.TryGetValue(metric, out value))
            ? value
            : null;
}
