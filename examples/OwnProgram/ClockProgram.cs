namespace OwnProgram;

using Seedbed.Training.Programs;
using static Seedbed.Training.Programs.MetricDirection;
using static Seedbed.Training.Programs.MetricScope;

/// <summary>
/// On a clock of twelve hours 9 + 5 is 2. A small network is shown some of the sums on a clock and asked for the rest:
/// it soon knows by heart what it was shown, but does it find out what a clock is?
/// </summary>
public sealed class ClockProgram : ITrainingProgram
{
    public ProgramDescription Description { get; } = new()
    {
        Name = "clock",
        Version = "1",
        Summary = "Learns to add on a clock from some of the sums, and is asked for the others.",
        Parameters =
        [
            Parameter.Integer("hours", 23, 3, 99, "Hours on the clock's face.", "hours"),
            Parameter.Number("shown", 0.8, 0.1, 0.9, "Share of all sums that it is shown."),
            Parameter.Integer("width", 128, 8, 1024, "Hidden units."),
            Parameter.Integer("steps", 600, 1, 1_000_000, "Updates, each from all that it is shown.", "steps"),
            Parameter.Number("learning-rate", 0.01, 0, 1, "Step size of AdamW.", perLane: true),
            Parameter.Number("weight-decay", 1, 0, 10, "Decoupled weight decay of AdamW.", perLane: true),
        ],
        Metrics =
        [
            new("loss", Curve, LowerIsBetter, null, "nats", "Cross-entropy of the sums it was shown."),
            new("known", CurveAndFinal, HigherIsBetter, 0, null, "Share right of the sums it was shown."),
            new("new", CurveAndFinal, HigherIsBetter, 0, null, "Share right of the sums it never saw."),
        ],
        MaxLanes = 64,
    };

    public ITrainingSession Start(Pack pack) => new ClockSession(pack);
}
