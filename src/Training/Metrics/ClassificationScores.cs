namespace Seedbed.Training.Metrics;

/// <summary>
/// Scores of a classifier, by scikit-learn's definitions with <c>labels</c> = all declared classes and
/// <c>zero_division=0</c>. Without any prediction the overall scores have no value (null), never 0.
/// </summary>
/// <param name="Accuracy">Share of correct predictions, 0 to 1 (<c>accuracy_score</c>).</param>
/// <param name="BalancedAccuracy">
/// Mean recall of the classes that occur, 0 to 1: one without examples is left out (<c>balanced_accuracy_score</c>).
/// </param>
/// <param name="MacroPrecision">Mean precision over all declared classes, 0 to 1.</param>
/// <param name="MacroRecall">Mean recall over all declared classes, 0 to 1: a class without examples counts 0.</param>
/// <param name="MacroF1">Mean F1 over all declared classes, 0 to 1 (<c>f1_score(average="macro")</c>).</param>
/// <param name="WeightedF1">Mean F1, each class by its examples, 0 to 1 (<c>f1_score(average="weighted")</c>).</param>
/// <param name="Mcc">Matthews correlation coefficient, −1 to 1; 0 where undefined (<c>matthews_corrcoef</c>).</param>
/// <param name="CohensKappa">
/// Agreement beyond chance, −1 to 1 (<c>cohen_kappa_score</c>); null where chance alone agrees, as with one class.
/// </param>
/// <param name="PerClass">By class index, for every declared class.</param>
public sealed record ClassificationScores(
    double? Accuracy, double? BalancedAccuracy, double? MacroPrecision, double? MacroRecall, double? MacroF1,
    double? WeightedF1, double? Mcc, double? CohensKappa, IReadOnlyList<ClassScores> PerClass)
{
    public static ClassificationScores Of(ConfusionMatrix matrix)
    {
        ClassScores[] perClass =
            [.. Enumerable.Range(0, matrix.Classes).Select(@class => ClassScores.Of(matrix, @class))];
        if (matrix.Total == 0) return new(null, null, null, null, null, null, null, null, perClass);

        var correct = Enumerable.Range(0, matrix.Classes).Sum(@class => matrix[@class, @class]);
        return new(
            (double)correct / matrix.Total,
            perClass.Where(scores => scores.Support > 0).Average(scores => scores.Recall),
            perClass.Average(scores => scores.Precision),
            perClass.Average(scores => scores.Recall),
            perClass.Average(scores => scores.F1),
            perClass.Sum(scores => scores.Support * scores.F1) / matrix.Total,
            MatthewsCorrelation(matrix, correct),
            Kappa(matrix, correct),
            perClass);
    }

    /// <summary>
    /// 1 − observed over expected disagreement (Cohen, Educational and Psychological Measurement 20, 1960):
    /// 1 − s·(s − c) / (s² − Σ pₖtₖ), in the letters of <see cref="MatthewsCorrelation"/>.
    /// </summary>
    private static double? Kappa(ConfusionMatrix matrix, long correct)
    {
        double total = matrix.Total, byChance = total * total;
        for (var @class = 0; @class < matrix.Classes; @class++)
            byChance -= (double)matrix.Predicted(@class) * matrix.Support(@class);
        return byChance == 0 ? null : 1 - total * (total - correct) / byChance;
    }

    /// <summary>
    /// Gorodkin's R_K, the correlation of true and predicted class indicators (Comput. Biol. Chem. 28, 2004):
    /// (c·s − Σ pₖtₖ) / √((s² − Σ pₖ²)(s² − Σ tₖ²)) for c correct of s and pₖ predictions, tₖ examples of class k.
    /// </summary>
    private static double MatthewsCorrelation(ConfusionMatrix matrix, long correct)
    {
        double total = matrix.Total, both = correct * total, predictedOnly = total * total, truthOnly = total * total;
        for (var @class = 0; @class < matrix.Classes; @class++)
        {
            double predicted = matrix.Predicted(@class), truth = matrix.Support(@class);
            both -= predicted * truth;
            predictedOnly -= predicted * predicted;
            truthOnly -= truth * truth;
        }

        return predictedOnly * truthOnly == 0 ? 0 : both / Math.Sqrt(predictedOnly * truthOnly);
    }
}

/// <summary>Scores of one class against all others; each 0 where its denominator is 0.</summary>
/// <param name="Support">How many examples of the class there are.</param>
public readonly record struct ClassScores(double Precision, double Recall, double F1, long Support)
{
    public static ClassScores Of(ConfusionMatrix matrix, int @class)
    {
        long hits = matrix[@class, @class], predicted = matrix.Predicted(@class), support = matrix.Support(@class);
        return new(Ratio(hits, predicted), Ratio(hits, support), Ratio(2 * hits, predicted + support), support);
    }

    private static double Ratio(long numerator, long denominator) =>
        denominator == 0 ? 0 : (double)numerator / denominator;
}
