namespace Seedbed.Training.Programs;

using Seedbed.Training.Randomness;

/// <summary>
/// A program as one writes it with TorchSharp alone: modules, an optimiser, a loop over epochs, chance from the
/// process's default generator. It trains one job at a time. The generator is seeded by the job's init seed before
/// the model is built, and again before every epoch by the job's other seeds and the epoch, so that neither what ran
/// before in the process nor how much chance an epoch used decides what the next one draws.
/// </summary>
public abstract class SoloProgram : ITrainingProgram
{
    /// <summary>What <see cref="ProgramDescription.Guarantees"/> says unless a program says it better.</summary>
    public const string Guarantees =
        "Jobs draw from the process's default generator, seeded by the job's seeds before the model is built and "
        + "before each epoch. Not guaranteed: chance from elsewhere (own generators, System.Random, clocks), kernels "
        + "that add in no fixed order, and that order, dropout and augment vary apart: they share the generator.";

    /// <summary>As <see cref="Describe"/> has it, for packs of one.</summary>
    public ProgramDescription Description => field ??= Alone(Describe());

    /// <exception cref="ArgumentException">More than one job.</exception>
    public ITrainingSession Start(Pack pack)
    {
        if (pack.Lanes is not [var lane])
        {
            throw new ArgumentException(
                $"{Description.Name} trains one job at a time, not {pack.Lanes.Count}.", nameof(pack));
        }

        DefaultGenerator.Seed(new StreamKey(lane.Seeds.Init, RandomSource.Init, Purpose: 0, Step: 0));
        return new SoloSession(lane, Begin(new(lane, pack)), SelectionOf(pack.SelectBy));
    }

    /// <summary>Name, version, parameters, metrics and data; lanes are one, whatever it says.</summary>
    protected abstract ProgramDescription Describe();

    /// <summary>Reads the data and builds model and optimiser.</summary>
    /// <exception cref="InvalidDataException">As <see cref="ITrainingProgram.Start"/>'s.</exception>
    protected abstract ISoloTraining Begin(SoloJob job);

    private static ProgramDescription Alone(ProgramDescription description) =>
        description with { MaxLanes = 1, Guarantees = description.Guarantees ?? Guarantees };

    private EpochChoice SelectionOf(string? metric) => new(
        metric,
        Description.Metrics.Any(known => known.Name == metric && known.Direction == MetricDirection.LowerIsBetter));
}
