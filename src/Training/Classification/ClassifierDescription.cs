namespace Seedbed.Training.Classification;

using Seedbed.Training.Programs;

/// <summary>
/// What every program that trains by <see cref="ClassifierSession"/> says of itself, beside its own data and model.
/// </summary>
public static class ClassifierDescription
{
    private const MetricScope ByPart = MetricScope.EvaluationPart;

    /// <summary>How it is trained, with the program's own defaults.</summary>
    public static IReadOnlyList<Parameter> Parameters(int epochs, int batch, double learningRate) =>
    [
        Parameter.Choice(
            "class-weights", "none", ["none", "sqrt", "inverse"],
            "What an example counts in the training loss, by how rare its class is.", perLane: true),
        Parameter.Number(
            "learning-rate", learningRate, 0, 10, "Step size of AdamW at the top of the schedule.", perLane: true),
        Parameter.Number("weight-decay", 0.01, 0, 10, "Decoupled weight decay of AdamW.", perLane: true),
        Parameter.Choice(
            "schedule", "cosine", ["constant", "cosine"],
            "How the learning rate goes on after the warm-up; cosine ends at 0."),
        Parameter.Number("warm-up", 0.1, 0, 1, "Share of all steps over which the learning rate rises linearly."),
        Parameter.Number(
            "clip", 1, 0, 1e6, "Longest gradient of a job, in Euclidean length; 0 leaves gradients as they are."),
        Parameter.Integer("epochs", epochs, 1, 100_000, "Passes over the training part.", "epochs"),
        Parameter.Integer("batch", batch, 1, 65_536, "Examples in a step, at most.", "examples"),
    ];

    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        new(
            "train.loss", MetricScope.Curve, MetricDirection.LowerIsBetter, null, "nats",
            "Mean unweighted cross-entropy of the epoch's training examples as they were trained on."),
        new(
            "learning_rate", MetricScope.Curve, MetricDirection.None, null, null,
            "Learning rate of the epoch's last step."),
        .. Scores("val.", MetricScope.CurveAndFinal, "of the validation part"),
        .. Scores("", ByPart, "of the part"),
        Volatility("val_loss", "nats", "validation loss"),
        Volatility("macro_f1", null, "validation part's macro-F1"),
    ];

    private static IEnumerable<Metric> Scores(string prefix, MetricScope scope, string where) =>
    [
        new(
            $"{prefix}loss", scope, MetricDirection.LowerIsBetter, null, "nats",
            $"Mean unweighted cross-entropy {where}."),
        new(
            $"{prefix}accuracy", scope, MetricDirection.HigherIsBetter, 0, null,
            $"Share of correct predictions {where}."),
        new(
            $"{prefix}balanced_accuracy", scope, MetricDirection.HigherIsBetter, 0, null,
            $"Mean recall of the classes that occur {where}."),
        new(
            $"{prefix}macro_f1", scope, MetricDirection.HigherIsBetter, 0, null,
            $"Mean F1 over all declared classes {where}."),
        new(
            $"{prefix}mcc", scope, MetricDirection.HigherIsBetter, -1, null,
            $"Matthews correlation coefficient {where}."),
    ];

    private static Metric Volatility(string name, string? unit, string what) => new(
        $"volatility.{name}", MetricScope.Final, MetricDirection.LowerIsBetter, null, unit,
        $"Standard deviation of the {what}'s changes from epoch to epoch over the second half of training.");
}
