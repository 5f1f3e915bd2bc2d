namespace Seedbed.Training.Tests.Metrics;

using Seedbed.Training.Metrics;

/// <summary>One case of reference.json, which reference.py beside it computes with scikit-learn 1.2.1.</summary>
public sealed record ReferenceScores(
    string Name, int Classes, double Accuracy, double BalancedAccuracy, double MacroPrecision, double MacroRecall,
    double MacroF1, double WeightedF1, double Mcc, double? CohensKappa,
    double[] Precision, double[] Recall, double[] F1, long[] Support, long[][] Confusion)
{
    public static IReadOnlyList<ReferenceScores> All { get; } =
        ReferenceFile.Cases<ReferenceScores>("reference.json");

    public ConfusionMatrix Matrix()
    {
        var matrix = new ConfusionMatrix(Classes);
        for (var truth = 0; truth < Classes; truth++)
            for (var predicted = 0; predicted < Classes; predicted++)
                for (var n = Confusion[truth][predicted]; n > 0; n--)
                    matrix.Add(truth, predicted);
        return matrix;
    }

    public override string ToString() => Name;
}
