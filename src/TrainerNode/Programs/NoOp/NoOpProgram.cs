namespace Seedbed.TrainerNode.Programs.NoOp;

using System.Globalization;
using Seedbed.Training.Programs;

/// <summary>
/// Trains nothing: reports as many points and finals as it is told to. Measures everything around training.
/// </summary>
public sealed class NoOpProgram : ITrainingProgram
{
    public const int MaxFinals = 16;

    public ProgramDescription Description { get; } = new()
    {
        Name = "no-op",
        Version = "1",
        Summary = "Reports a stated number of metric points and finals, then ends.",
        Parameters =
        [
            Parameter.Integer(
                "points", 1, 0, 100_000_000, "Points of the curve 'value' that each job reports.", "points"),
            Parameter.Integer(
                "finals", 1, 0, MaxFinals, "Finals that each job ends with: final_1, final_2 and so on.", "finals"),
            Parameter.Integer("milliseconds", 0, 0, 3_600_000, "How long a pack waits before it ends.", "ms"),
        ],
        Metrics =
        [
            new(
                "value", MetricScope.Curve, MetricDirection.None, null, null,
                "A number in [0, 1) that depends on the init seed and the step."),
            .. Enumerable.Range(1, MaxFinals).Select(number => new Metric(
                FinalName(number), MetricScope.Final, MetricDirection.HigherIsBetter, 0, null,
                "A number in [0, 1) that depends on the init seed alone.")),
        ],
        MaxLanes = 64,
    };

    public ITrainingSession Start(Pack pack) => new NoOpSession(pack);

    /// <param name="number">From 1.</param>
    internal static string FinalName(int number) => string.Create(CultureInfo.InvariantCulture, $"final_{number}");
}
