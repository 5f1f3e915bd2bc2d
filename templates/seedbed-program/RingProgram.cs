namespace MyProgram;

using Seedbed.Training.Programs;
using static Seedbed.Training.Programs.MetricDirection;
using static Seedbed.Training.Programs.MetricScope;

/// <summary>Learns from examples which points of a square lie on a ring. Put your own model in its place.</summary>
public sealed class RingProgram : ITrainingProgram
{
    public ProgramDescription Description { get; } = new()
    {
        Name = "my-program",
        Version = "1", // raise it when the same parameters and seed give other numbers
        Summary = "Learns from examples which points of a square lie on a ring.",
        Parameters =
        [
            Parameter.Integer("width", 32, 1, 4096, "Hidden units."),
            Parameter.Integer("steps", 1000, 1, 1_000_000, "Updates, each from a fresh batch.", "steps"),
            Parameter.Number("learning-rate", 0.03, 0, 1, "Step size of Adam.", perLane: true),
        ],
        Metrics =
        [
            new("loss", Curve, LowerIsBetter, null, "nats", "Cross-entropy of the last batch."),
            new("accuracy", CurveAndFinal, HigherIsBetter, 0, null, "Share right of points that all jobs are asked."),
        ],
        MaxLanes = 64,
    };

    public ITrainingSession Start(Pack pack) => new RingSession(pack);
}
