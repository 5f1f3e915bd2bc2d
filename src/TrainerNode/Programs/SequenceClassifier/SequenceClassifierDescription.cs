namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Classification;
using Seedbed.Training.Programs;

/// <summary>What the program says of itself.</summary>
internal static class SequenceClassifierDescription
{
    public static ProgramDescription Value { get; } = new()
    {
        Name = "sequence-classifier",
        Version = "2",
        Summary = "Classifies texts with a transformer encoder over their characters or tokens.",
        Parameters =
            [.. Text, .. Model, .. ClassifierDescription.Parameters(epochs: 6, batch: 256, learningRate: 3e-3)],
        Metrics = ClassifierDescription.Metrics,
        Data = new(
            [
                new("text", Required: true, "What is classified."),
                new("label", Required: true, "The class, as any text."),
                new(
                    "domain", Required: false,
                    "Where a row comes from; rows outside the in-domain value are only evaluated."),
            ],
            ["test"]),
        MaxLanes = 64,
    };

    private static IEnumerable<Parameter> Text =>
    [
        Parameter.Choice(
            "unit", "character", ["character", "token"],
            "What a text is a sequence of; tokens lie between white space."),
        Parameter.Integer("max-length", 64, 1, 4096, "Longer texts are cut at this length.", "units"),
        Parameter.Integer(
            "vocabulary", 10_000, 1, 1_000_000, "How many of the training part's most frequent units are told apart.",
            "units"),
    ];

    private static IEnumerable<Parameter> Model =>
    [
        Parameter.Integer("width", 64, 16, 4096, "Length of the vector for each unit.", multipleOf: 16),
        Parameter.Integer("layers", 2, 1, 64, "Encoder blocks."),
        Parameter.Choice("heads", "4", ["1", "2", "4", "8", "16"], "Attention heads of a block."),
        Parameter.Integer("ffn", 128, 1, 65_536, "Hidden width of a block's feed-forward part."),
        Parameter.Choice(
            "positions", "learned", ["none", "sinusoidal", "learned"],
            "How the model knows where in the text a unit stands."),
        Parameter.Choice(
            "attention", "standard", ["standard", "domain-gated"],
            "domain-gated weighs each head by a learned vector for the text's domain; it needs a domain column."),
        Parameter.Number(
            "domain-dropout", 0.15, 0, 0.9,
            "Share of training texts whose domain is hidden from the gates, which so learn to do without.",
            perLane: true),
        Parameter.Flag(
            "start-symbol", true,
            "Begins every text with a symbol of its own, by whose share a model without positions can tell lengths."),
        Parameter.Choice(
            "pooling", "mean", ["mean", "first"],
            "What stands for the text: the mean over its units, the start symbol among them, or the first of them."),
        Parameter.Number("dropout", 0, 0, 0.9, "Share of elements that training drops.", perLane: true),
    ];
}
