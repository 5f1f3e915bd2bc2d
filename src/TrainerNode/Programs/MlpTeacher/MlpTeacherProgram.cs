namespace Seedbed.TrainerNode.Programs.MlpTeacher;

using Seedbed.Training.Programs;

/// <summary>
/// A small network learns what a random linear teacher says; data and initial weights are defined to the bit, so that
/// everybody trains the same thing. See <see cref="TeacherTask"/> for the definition.
/// </summary>
public sealed class MlpTeacherProgram : ITrainingProgram
{
    public ProgramDescription Description { get; } = new()
    {
        Name = "mlp-teacher",
        Version = "1",
        Summary = "Fits a 64-128-128-10 network to a random linear teacher on 1,024 rows "
            + "that are defined to the bit by the init seed.",
        Parameters =
        [
            Parameter.Choice("optimizer", "adam", ["sgd", "adam"], "How gradients change the weights."),
            Parameter.Number("learning-rate", 1e-3, 0, 1e6, "Step size, constant over the run.", perLane: true),
            Parameter.Number("momentum", 0, 0, 0.999, "Share of the velocity that sgd keeps; adam ignores it."),
            Parameter.Integer("steps", 300, 1, 10_000_000, "Updates of the weights, each from 32 rows.", "steps"),
            Parameter.Integer("report-every", 50, 1, 10_000_000, "Steps between two points of train.loss.", "steps"),
        ],
        Metrics =
        [
            new(
                "train.loss", MetricScope.Curve, MetricDirection.LowerIsBetter, null, "nats",
                "Cross-entropy of the step's 32 rows, before the update."),
            new(
                "loss", MetricScope.Final, MetricDirection.LowerIsBetter, null, "nats",
                "Mean cross-entropy of all 1,024 rows after the last step."),
            new(
                "accuracy", MetricScope.Final, MetricDirection.HigherIsBetter, 0, null,
                "Share of all 1,024 rows on which network and teacher agree."),
        ],
        MaxLanes = 64,
    };

    public ITrainingSession Start(Pack pack) => new MlpTeacherSession(pack);
}
