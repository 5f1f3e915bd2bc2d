namespace Seedbed.Training.Metrics;

/// <summary>
/// Scores of predicted numbers, by the definitions of scikit-learn and SciPy. Without any prediction, and where a
/// score is undefined, it has no value (null), never 0.
/// </summary>
/// <param name="Mse">Mean squared error.</param>
/// <param name="Rmse">Its square root, in the target's unit.</param>
/// <param name="Mae">Mean absolute error, in the target's unit.</param>
/// <param name="MedianAe">Median absolute error, in the target's unit.</param>
/// <param name="Mape">Mean of |error| over |target|, at least 2⁻⁵²: 0.1 is ten per cent.</param>
/// <param name="R2">
/// 1 − Σ error² / Σ (target − mean)², at most 1; of a constant target 1 if all errors are 0, else 0; null for one
/// example.
/// </param>
/// <param name="ExplainedVariance">The same of the errors about their mean, so a constant bias costs nothing.</param>
/// <param name="Pearson">Correlation, −1 to 1; null for one example or where either side is constant.</param>
/// <param name="Spearman">Correlation of the ranks, equal values sharing the mean of theirs; null as Pearson's.</param>
public sealed record RegressionScores(
    double? Mse, double? Rmse, double? Mae, double? MedianAe, double? Mape, double? R2, double? ExplainedVariance,
    double? Pearson, double? Spearman)
{
    private const double SmallestTarget = 1.0 / (1L << 52);

    /// <param name="targets">Finite.</param>
    /// <param name="predictions">As many, finite.</param>
    public static RegressionScores Of(IReadOnlyList<double> targets, IReadOnlyList<double> predictions)
    {
        if (targets.Count != predictions.Count)
        {
            throw new ArgumentException(
                $"{predictions.Count} predictions for {targets.Count} targets.", nameof(predictions));
        }

        if (targets.Count == 0) return new(null, null, null, null, null, null, null, null, null);

        double[] truth = [.. targets], predicted = [.. predictions];
        double[] errors = [.. truth.Zip(predicted, (target, prediction) => target - prediction)];
        double[] sizes = [.. errors.Select(Math.Abs).Order()];
        var mse = errors.Average(error => error * error);
        return new(
            mse,
            Math.Sqrt(mse),
            sizes.Average(),
            (sizes[(sizes.Length - 1) / 2] + sizes[sizes.Length / 2]) / 2,
            errors.Zip(truth, Relative).Average(),
            truth.Length < 2 ? null : Explained(mse * truth.Length, SquaresOf(truth)),
            Explained(SquaresOf(errors), SquaresOf(truth)),
            Correlation(truth, predicted),
            Correlation(Ranks.Of(truth), Ranks.Of(predicted)));
    }

    private static double Relative(double error, double target) =>
        Math.Abs(error) / Math.Max(Math.Abs(target), SmallestTarget);

    private static double Explained(double left, double all) =>
        all != 0 ? 1 - left / all : left == 0 ? 1 : 0;

    private static double? Correlation(double[] a, double[] b)
    {
        var (squaresOfA, squaresOfB) = (SquaresOf(a), SquaresOf(b));
        if (a.Length < 2 || squaresOfA == 0 || squaresOfB == 0) return null;

        var (meanOfA, meanOfB) = (a.Average(), b.Average());
        var both = a.Zip(b, (x, y) => (x - meanOfA) * (y - meanOfB)).Sum();
        return Math.Clamp(both / Math.Sqrt(squaresOfA) / Math.Sqrt(squaresOfB), -1, 1);
    }

    /// <summary>Σ (value − mean)², exactly 0 for equal values, whose mean rounding may miss.</summary>
    private static double SquaresOf(double[] values)
    {
        if (values.All(value => value.Equals(values[0]))) return 0;

        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean));
    }
}
