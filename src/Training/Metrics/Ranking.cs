namespace Seedbed.Training.Metrics;

/// <summary>How well scores put the examples of one class before all others.</summary>
public static class Ranking
{
    /// <summary>
    /// Area under the ROC curve: the probability that a random example of the class has a higher score than a random
    /// other one, ties counted half, from the sum of ranks (Hanley and McNeil, Radiology 143, 1982).
    /// </summary>
    /// <returns>0 to 1; null where no example is of the class, or every one.</returns>
    public static double? RocAuc(bool[] truths, double[] scores)
    {
        var ranks = Ranks.Of(scores);
        double positives = truths.Count(truth => truth), negatives = truths.Length - positives;
        if (positives == 0 || negatives == 0) return null;

        var sum = ranks.Where((_, example) => truths[example]).Sum();
        return (sum - positives * (positives + 1) / 2) / (positives * negatives);
    }

    /// <summary>
    /// Σ (Rₙ − Rₙ₋₁)·Pₙ over thresholds from the highest score down, with precision P and recall R of what is at or
    /// above the threshold; equal scores share one (<c>average_precision_score</c>).
    /// </summary>
    /// <returns>0 to 1; null where no example is of the class.</returns>
    public static double? AveragePrecision(bool[] truths, double[] scores)
    {
        var positives = truths.Count(truth => truth);
        if (positives == 0) return null;

        double sum = 0, found = 0, seen = 0;
        var ties = Enumerable.Range(0, scores.Length).GroupBy(example => scores[example]);
        foreach (var tied in ties.OrderByDescending(group => group.Key))
        {
            double hits = tied.Count(example => truths[example]);
            (found, seen) = (found + hits, seen + tied.Count());
            sum += hits * found / seen;
        }

        return sum / positives;
    }
}
