namespace Seedbed.TrainerNode.Slot;

using Seedbed.TrainerNode.Programs.Own;
using Seedbed.Training.Programs;
using TorchSharp;

/// <summary>
/// Sees what a pack did to its process, and a test of one pack would not: tensors it left behind, chance it took from
/// the generator that all programs share. Begun before the session starts, on the thread that trains.
/// </summary>
public sealed class PackWatch
{
    private readonly string _program;
    private readonly byte[]? _generator;
    private readonly long _alive;

    public PackWatch(ITrainingProgram program)
    {
        _program = program.Description.Name;
        // The trainer's own programs are tested not to draw from it, and some of them need no libtorch to be loaded.
        _generator = program is OwnProgram { Program: not SoloProgram } ? GeneratorState() : null;
        _alive = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
    }

    /// <summary>What is wrong, once the session is disposed; the results stand.</summary>
    public IEnumerable<PackWarning> Warnings()
    {
        var left = DisposeScopeManager.Statistics.ThreadTotalLiveCount - _alive;
        if (left > 0)
        {
            yield return new(
                PackWarningKind.TensorsLeft,
                $"The program '{_program}' left {left} tensors alive after its session was disposed. Make a step's "
                + "tensors in a scope of the step (NewDisposeScope) and dispose of the others in the session's "
                + "Dispose: they are native memory, which no garbage collector sees.");
        }

        if (_generator is not null && !GeneratorState().AsSpan().SequenceEqual(_generator))
        {
            yield return new(
                PackWarningKind.SharedChance,
                $"The program '{_program}' used torch's default generator: what it draws depends on what ran before "
                + "it, so the same seed may give other numbers. Draw from Seedbed.Training.Randomness, or derive from "
                + "SoloProgram, which seeds the generator.");
        }
    }

    private static byte[] GeneratorState()
    {
        using var state = torch.random.get_rng_state();
        return state.bytes.ToArray();
    }
}

/// <param name="Text">For people; names the program and says what to do.</param>
public sealed record PackWarning(PackWarningKind Kind, string Text);

public enum PackWarningKind
{
    /// <summary>Tensors outlived the session.</summary>
    TensorsLeft,

    /// <summary>The process's default generator was used.</summary>
    SharedChance,
}
