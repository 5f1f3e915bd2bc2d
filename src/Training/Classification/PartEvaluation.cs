namespace Seedbed.Training.Classification;

using Seedbed.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>How one lane does on one part.</summary>
/// <param name="Part"><c>val</c>, <c>test</c> or a domain.</param>
/// <param name="Loss">Mean unweighted cross-entropy in nats; null for a part without examples.</param>
internal sealed record PartEvaluation(string Part, double? Loss, ConfusionMatrix Confusion)
{
    public ClassificationScores Scores { get; } = ClassificationScores.Of(Confusion);

    /// <summary>The scores that have a value, by full metric name.</summary>
    public IEnumerable<KeyValuePair<string, double>> Metrics()
    {
        (string Name, double? Value)[] all =
        [
            ("loss", Loss), ("accuracy", Scores.Accuracy), ("balanced_accuracy", Scores.BalancedAccuracy),
            ("macro_f1", Scores.MacroF1), ("mcc", Scores.Mcc),
        ];
        foreach (var (name, value) in all)
        {
            if (value is double known) yield return new($"{Part}.{name}", known);
        }
    }

    /// <summary>Evaluates every lane on the same examples.</summary>
    /// <returns>By lane.</returns>
    public static PartEvaluation[] Of(ScoredPart part, int lanes, int classes, CancellationToken cancellation)
    {
        using var noGradient = no_grad();
        ConfusionMatrix[] confusions = [.. Enumerable.Range(0, lanes).Select(_ => new ConfusionMatrix(classes))];
        var losses = new double[lanes];
        foreach (var batch in part.Batches)
        {
            cancellation.ThrowIfCancellationRequested();
            Add(batch, losses, confusions);
        }

        return [.. confusions.Select((confusion, lane) =>
            new PartEvaluation(part.Name, confusion.Total == 0 ? null : losses[lane] / confusion.Total, confusion))];
    }

    private static void Add(Func<ScoredBatch> batch, double[] losses, ConfusionMatrix[] confusions)
    {
        using var scope = NewDisposeScope();
        var (logits, labels) = batch();   // [lanes, batch, classes]
        var likelihoods = logits.log_softmax(-1).gather(-1, labels.unsqueeze(-1)).cpu().data<float>().ToArray();
        var predicted = logits.argmax(-1).cpu().data<long>().ToArray();                        // [lanes · batch]
        var truth = labels.cpu().contiguous().data<long>().ToArray();
        var count = truth.Length / losses.Length;
        for (var i = 0; i < predicted.Length; i++)
        {
            var lane = i / count;
            losses[lane] -= likelihoods[i];
            confusions[lane].Add((int)truth[i], (int)predicted[i]);
        }
    }
}
