namespace Seedbed.TrainerNode.Programs.FactorClassifier;

using Seedbed.Data;
using Seedbed.Training.Classification;
using Seedbed.Training.Programs;

/// <summary>Names the class of a table's row by its factors.</summary>
public sealed class FactorClassifierProgram : ITrainingProgram
{
    public ProgramDescription Description { get; } = new()
    {
        Name = "factor-classifier",
        Version = "1",
        Summary = "Classifies the rows of a table with one token per factor, by a transformer or an MLP.",
        Parameters =
            [.. Factors, .. Model, .. ClassifierDescription.Parameters(epochs: 20, batch: 256, learningRate: 1e-3)],
        Metrics = ClassifierDescription.Metrics,
        Data = new(
            [
                new(
                    "factor", Required: false, "Columns of categories: any texts; blank is a category of its own.",
                    RoleKind.Factor),
                new("numeric", Required: false, "Columns of numbers; blank is missing.", RoleKind.Numeric),
                new("label", Required: true, "The class, as any text."),
                new(
                    "domain", Required: false,
                    "Where a row comes from; rows outside the in-domain values are only evaluated."),
            ],
            ["test"]),
        MaxLanes = 64,
    };

    public ITrainingSession Start(Pack pack) =>
        new ClassifierSession(pack, parameters => new TableClassifier(pack, parameters));

    private static IEnumerable<Parameter> Factors =>
    [
        Parameter.Choice(
            "numbers", "scaled", ["scaled", "binned"],
            "Numeric factors as numbers of mean 0 and deviation 1 over the training part, or as its quantiles."),
        Parameter.Integer("bins", 10, 2, 1_000, "Categories of a binned number, equally frequent in training.", "bins"),
        Parameter.Integer(
            "vocabulary", 1_000, 1, 1_000_000, "How many of a factor's most frequent categories are told apart.",
            "categories"),
        Parameter.Choice(
            "positions", "learned", ["none", "learned"],
            "Whether a token tells which factor it is, by a learned vector."),
    ];

    private static IEnumerable<Parameter> Model =>
    [
        Parameter.Choice("body", "transformer", ["transformer", "mlp"], "What reads the tokens."),
        Parameter.Integer("width", 32, 16, 4096, "Length of the vector for each factor.", multipleOf: 16),
        Parameter.Integer("layers", 2, 1, 64, "Blocks of the transformer, or hidden layers of the MLP."),
        Parameter.Choice("heads", "4", ["1", "2", "4", "8", "16"], "Attention heads of a block."),
        Parameter.Integer("hidden", 64, 1, 65_536, "Width of a block's feed-forward part, or of the MLP's layers."),
        Parameter.Number("dropout", 0, 0, 0.9, "Share of elements that training drops.", perLane: true),
    ];
}
