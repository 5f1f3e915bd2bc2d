namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>How one lane does on one part.</summary>
/// <param name="Part"><c>val</c>, <c>test</c> or a domain.</param>
/// <param name="Loss">Mean unweighted cross-entropy in nats; null for a part without examples.</param>
internal sealed record PartEvaluation(string Part, double? Loss, ConfusionMatrix Confusion)
{
    // Bounds the memory of a batch; a number that depended on the lanes would let a job's bits depend on its pack.
    private const int SymbolsPerBatch = 8_192;

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

    /// <summary>Evaluates every lane on the same texts, without dropout.</summary>
    /// <returns>By lane.</returns>
    public static PartEvaluation[] Of(
        string part, SequenceEncoder encoder, LengthBuckets texts, int lanes, int classes, CancellationToken cancellation)
    {
        using var noGradient = no_grad();
        ConfusionMatrix[] confusions = [.. Enumerable.Range(0, lanes).Select(_ => new ConfusionMatrix(classes))];
        var losses = new double[lanes];
        foreach (var bucket in texts.All)
        {
            var size = Math.Max(1, SymbolsPerBatch / bucket.Length);
            for (var first = 0; first < bucket.Count; first += size)
            {
                cancellation.ThrowIfCancellationRequested();
                Add(encoder, bucket, first, Math.Min(size, bucket.Count - first), losses, confusions);
            }
        }

        return [.. confusions.Select((confusion, lane) =>
            new PartEvaluation(part, confusion.Total == 0 ? null : losses[lane] / confusion.Total, confusion))];
    }

    private static void Add(
        SequenceEncoder encoder, LengthBucket bucket, int first, int count, double[] losses, ConfusionMatrix[] confusions)
    {
        using var scope = NewDisposeScope();
        var lanes = losses.Length;
        var symbols = bucket.Symbols.narrow(0, first, count).unsqueeze(0).expand(lanes, count, bucket.Length);
        var labels = bucket.Classes.narrow(0, first, count);
        var logits = encoder.Forward(symbols, step: null);                                             // [lanes, batch, classes]
        var likelihoods = logits.log_softmax(-1)
            .gather(-1, labels.unsqueeze(0).unsqueeze(-1).expand(lanes, count, 1)).cpu().data<float>().ToArray();
        var predicted = logits.argmax(-1).cpu().data<long>().ToArray();                                // [lanes, batch]
        var truth = labels.cpu().data<long>().ToArray();                                               // [batch]
        for (var i = 0; i < predicted.Length; i++)
        {
            var (lane, text) = Math.DivRem(i, count);
            losses[lane] -= likelihoods[i];
            confusions[lane].Add((int)truth[text], (int)predicted[i]);
        }
    }
}
