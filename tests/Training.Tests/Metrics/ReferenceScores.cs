namespace Seedbed.Training.Tests.Metrics;

using System.Runtime.CompilerServices;
using System.Text.Json;
using Seedbed.Training.Metrics;

/// <summary>One case of reference.json, which reference.py beside it computes with scikit-learn 1.2.1.</summary>
public sealed record ReferenceScores(
    string Name, int Classes, double Accuracy, double BalancedAccuracy, double MacroF1, double Mcc,
    double[] Precision, double[] Recall, double[] F1, long[] Support, long[][] Confusion)
{
    public static IReadOnlyList<ReferenceScores> All { get; } = Read();

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

    private static IReadOnlyList<ReferenceScores> Read([CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "reference.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("cases").Deserialize<ReferenceScores[]>(JsonSerializerOptions.Web)!;
    }
}
