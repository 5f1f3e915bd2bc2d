namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Programs;

/// <summary>What the program says of itself.</summary>
internal static class SequenceClassifierDescription
{
    public static ProgramDescription Value { get; } = new()
    {
        Name = "sequence-classifier",
        Version = "2",
        Summary = "Classifies texts with a transformer encoder over their characters or tokens.",
        Parameters = [.. Text, .. Model, .. Optimisation],
        Metrics = [.. Curves, .. Scores("val.", "CurveAndFinal", "of the validation part"), .. Scores("", "EvaluationPart", "of the part")],
        Data = new(
            [
                new("text", Required: true, "What is classified."),
                new("label", Required: true, "The class, as any text."),
                new("domain", Required: false, "Where a row comes from; rows outside the in-domain value are only evaluated."),
            ],
            ["test"]),
        MaxLanes = 64,
    };

    private static IEnumerable<Parameter> Text =>
    [
        Parameter.Choice("unit", "character", ["character", "token"], "What a text is a sequence of; tokens lie between white space."),
        Parameter.Integer("max-length", 64, 1, 4096, "Longer texts are cut at this length.", "units"),
        Parameter.Integer("vocabulary", 10_000, 1, 1_000_000, "How many of the training part's most frequent units are told apart.", "units"),
    ];

    private static IEnumerable<Parameter> Model =>
    [
        Parameter.Integer("width", 64, 16, 4096, "Length of the vector for each unit.", multipleOf: 16),
        Parameter.Integer("layers", 2, 1, 64, "Encoder blocks."),
        Parameter.Choice("heads", "4", ["1", "2", "4", "8", "16"], "Attention heads of a block."),
        Parameter.Integer("ffn", 128, 1, 65_536, "Hidden width of a block's feed-forward part."),
        Parameter.Choice("positions", "learned", ["none", "sinusoidal", "learned"], "How the model knows where in the text a unit stands."),
        Parameter.Flag(
            "start-symbol", true,
            "Begins every text with a symbol of its own, by whose share a model without positions can tell lengths."),
        Parameter.Choice(
            "pooling", "mean", ["mean", "first"],
            "What stands for the text: the mean over its units, the start symbol among them, or the first of them."),
        Parameter.Number("dropout", 0, 0, 0.9, "Share of elements that training drops.", perLane: true),
    ];

    private static IEnumerable<Parameter> Optimisation =>
    [
        Parameter.Choice("class-weights", "none", ["none", "sqrt", "inverse"], "What an example counts in the training loss, by how rare its class is.", perLane: true),
        Parameter.Number("learning-rate", 3e-3, 0, 10, "Step size of AdamW at the top of the schedule.", perLane: true),
        Parameter.Number("weight-decay", 0.01, 0, 10, "Decoupled weight decay of AdamW.", perLane: true),
        Parameter.Choice("schedule", "cosine", ["constant", "cosine"], "How the learning rate goes on after the warm-up; cosine ends at 0."),
        Parameter.Number("warm-up", 0.1, 0, 1, "Share of all steps over which the learning rate rises linearly."),
        Parameter.Number("clip", 1, 0, 1e6, "Longest gradient of a job, in Euclidean length; 0 leaves gradients as they are."),
        Parameter.Integer("epochs", 6, 1, 100_000, "Passes over the training part.", "epochs"),
        Parameter.Integer("batch", 256, 1, 65_536, "Examples in a step, at most.", "examples"),
    ];

    private static IEnumerable<Metric> Curves =>
    [
        new("train.loss", "Curve", "LowerIsBetter", null, "nats", "Mean unweighted cross-entropy of the epoch's training examples as they were trained on."),
        new("learning_rate", "Curve", "None", null, null, "Learning rate of the epoch's last step."),
    ];

    private static IEnumerable<Metric> Scores(string prefix, string scope, string where) =>
    [
        new($"{prefix}loss", scope, "LowerIsBetter", null, "nats", $"Mean unweighted cross-entropy {where}."),
        new($"{prefix}accuracy", scope, "HigherIsBetter", 0, null, $"Share of correct predictions {where}."),
        new($"{prefix}balanced_accuracy", scope, "HigherIsBetter", 0, null, $"Mean recall of the classes that occur {where}."),
        new($"{prefix}macro_f1", scope, "HigherIsBetter", 0, null, $"Mean F1 over all declared classes {where}."),
        new($"{prefix}mcc", scope, "HigherIsBetter", -1, null, $"Matthews correlation coefficient {where}."),
    ];
}
