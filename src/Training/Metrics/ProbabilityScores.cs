namespace Seedbed.Training.Metrics;

/// <summary>
/// What predicted probabilities are worth beyond the predicted class, by scikit-learn's definitions where it has one.
/// Without any prediction they have no value (null), never 0.
/// </summary>
/// <param name="LogLoss">
/// Mean −ln p of the true class, in nats, p kept in [2⁻⁵², 1 − 2⁻⁵²] and rows made to sum to 1 (<c>log_loss</c>).
/// </param>
/// <param name="Brier">
/// Mean over examples of Σ (pₖ − [k is true])², 0 to 2 (Brier, Monthly Weather Review 78, 1950); with two classes twice
/// <c>brier_score_loss</c>.
/// </param>
/// <param name="CalibrationError">As <see cref="Calibration"/> has it, 0 to 1.</param>
/// <param name="RocAuc">
/// Area under the ROC curve, 0 to 1: of class 1 if there are two, else the mean of each class against the rest
/// (<c>roc_auc_score(multi_class="ovr")</c>), without classes to which no or every example belongs.
/// </param>
/// <param name="AveragePrecision">
/// Of class 1 if there are two, else the mean of each class against the rest, 0 to 1 (<c>average_precision_score</c>),
/// without classes to which no example belongs.
/// </param>
public sealed record ProbabilityScores(
    double? LogLoss, double? Brier, double? CalibrationError, double? RocAuc, double? AveragePrecision)
{
    private const double Smallest = 1.0 / (1L << 52);

    public static ProbabilityScores Of(ClassProbabilities predictions) => new(
        MeanOf(predictions, Surprise),
        MeanOf(predictions, SquaredError),
        Calibration.ErrorOf(predictions),
        OverClasses(predictions, Ranking.RocAuc),
        OverClasses(predictions, Ranking.AveragePrecision));

    /// <summary>
    /// Share of examples whose class is among the <paramref name="k"/> most probable ones; of equally probable ones the
    /// class with the higher index goes first (<c>top_k_accuracy_score</c>).
    /// </summary>
    /// <returns>Null without predictions.</returns>
    public static double? TopAccuracy(ClassProbabilities predictions, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return MeanOf(predictions, (row, truth) =>
        {
            var before = 0;
            for (var other = 0; other < row.Length; other++)
                if (row[other] > row[truth] || (row[other] == row[truth] && other > truth)) before++;
            return before < k ? 1 : 0;
        });
    }

    private static double Surprise(ReadOnlySpan<double> row, int truth)
    {
        var sum = 0.0;
        foreach (var probability in row) sum += Kept(probability);
        return -Math.Log(Kept(row[truth]) / sum);
    }

    private static double SquaredError(ReadOnlySpan<double> row, int truth)
    {
        var sum = 0.0;
        for (var @class = 0; @class < row.Length; @class++)
        {
            var error = row[@class] - (@class == truth ? 1 : 0);
            sum += error * error;
        }

        return sum;
    }

    private static double Kept(double probability) => Math.Clamp(probability, Smallest, 1 - Smallest);

    private static double? MeanOf(ClassProbabilities predictions, Score score)
    {
        if (predictions.Count == 0) return null;

        var sum = 0.0;
        for (var example = 0; example < predictions.Count; example++)
            sum += score(predictions[example], predictions.Truth(example));
        return sum / predictions.Count;
    }

    private static double? OverClasses(ClassProbabilities predictions, Func<bool[], double[], double?> score)
    {
        var classes = predictions.Classes == 2 ? [1] : Enumerable.Range(0, predictions.Classes);
        return classes.Select(@class =>
        {
            var (truths, scores) = predictions.Versus(@class);
            return score(truths, scores);
        }).Average();    // of those that have a value; null if none has
    }

    /// <summary>Of one example: its probabilities and its class.</summary>
    private delegate double Score(ReadOnlySpan<double> row, int truth);
}
