namespace Seedbed.TrainerNode.Programs.Misbehave;

using Seedbed.Training.Programs;

/// <summary>
/// Goes wrong on purpose, at a given step of given attempts: for tests, demonstrations and rehearsals of what a
/// cluster does then. What it reports is a function of the seed and the step, so a job that went wrong and was tried
/// again must end with the very numbers of one that never did.
/// </summary>
public sealed class MisbehaveProgram : ITrainingProgram
{
    public ProgramDescription Description { get; } = new()
    {
        Name = "misbehave",
        Version = "1",
        Summary = "Crashes, hangs, runs out of memory, diverges or exits, at a given step of given attempts.",
        Parameters =
        [
            Parameter.Choice(
                "behaviour", "none", ["none", "throw", "crash", "exit", "out-of-memory", "hang", "diverge"],
                "What goes wrong.", perLane: true),
            Parameter.Integer("step", 10, 1, 1_000_000_000, "The step at which it does.", "steps", perLane: true),
            Parameter.Integer(
                "attempts", 1, 0, 1_000_000, "The first so many attempts of a job go wrong; 0 stands for all.",
                "attempts", perLane: true),
            Parameter.Integer("steps", 20, 1, 1_000_000_000, "Steps of a job that goes well.", "steps"),
            Parameter.Integer("milliseconds", 0, 0, 3_600_000, "How long a step takes.", "ms"),
            Parameter.Integer("exit-code", 3, 0, 255, "Of the behaviour exit."),
            Parameter.Integer(
                "memory", 1024, 1, 1_048_576, "What out-of-memory takes before it gives up, if nobody stops it before.",
                "MiB"),
        ],
        Metrics =
        [
            new(
                "loss", MetricScope.CurveAndFinal, MetricDirection.LowerIsBetter, null, null,
                "A number in (0, 1] that depends on the init seed and the step, and falls."),
        ],
        MaxLanes = 64,
    };

    public ITrainingSession Start(Pack pack) => new MisbehaveSession(pack);
}
