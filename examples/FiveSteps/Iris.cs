namespace FiveSteps;

using Seedbed.Data;
using Seedbed.Training.Programs;
using static Seedbed.Training.Programs.MetricDirection;
using static Seedbed.Training.Programs.MetricScope;

/// <summary>What the programs of steps 2 to 4 say of themselves.</summary>
internal static class Iris
{
    public const int Batch = 15, Species = 3;

    public static ProgramDescription Describe(string name) => new()
    {
        Name = name,
        Version = "1",
        Summary = "Tells three species of iris apart by measures of their flowers.",
        Parameters =
        [
            Parameter.Integer("width", 16, 1, 4096, "Hidden units."),
            Parameter.Integer("epochs", 30, 1, 100_000, "Passes over the training part.", "epochs"),
            Parameter.Number("dropout", 0.1, 0, 0.9, "Share of hidden units that training drops."),
            Parameter.Number("learning-rate", 0.01, 0, 1, "Step size of Adam."),
        ],
        Metrics =
        [
            new("train.loss", Curve, LowerIsBetter, null, "nats", "Mean cross-entropy of the epoch's batches."),
            new("accuracy", EvaluationPart, HigherIsBetter, 0, null, "Share right of the part."),
        ],
        Data = new(
            [
                new("numeric", Required: true, "The measures, a column each.", RoleKind.Numeric),
                new("label", Required: true, "The species."),
            ],
            ["test"]),
    };
}
