namespace Seedbed.TrainerNode.Programs.MlpTeacher;

using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// The task, from numbered streams of <see cref="SplitMix64.Uniform(long, ReadOnlySpan{long}, double)"/>. For seed s:
/// rows X = uniform(1000 + s, 1024×64, 1), teacher T = uniform(7, 64×10, 1), labels y = argmax(X·T); parameter k of
/// W1 b1 W2 b2 W3 b3 = uniform(100000 + 16·s + k, out×in, 1/√fan) with fan 64 for the first layer and 128 for the
/// others.
/// </summary>
public static class TeacherTask
{
    public const int Rows = 1024;
    public const int Inputs = 64;
    public const int Hidden = 128;
    public const int Classes = 10;
    public const int Batch = 32;

    /// <returns>float32 [lanes, rows, inputs]</returns>
    public static Tensor Features(IEnumerable<long> seeds)
    {
        using var scope = NewDisposeScope();
        return stack([.. seeds.Select(seed => SplitMix64.Uniform(1000 + seed, [Rows, Inputs], 1))])
            .MoveToOuterDisposeScope();
    }

    /// <returns>int64 [lanes, rows], on the features' device</returns>
    public static Tensor Labels(Tensor features)
    {
        using var scope = NewDisposeScope();
        return features.matmul(Teacher(features.device)).argmax(-1).MoveToOuterDisposeScope();
    }

    /// <returns>T: float32 [inputs, classes]</returns>
    public static Tensor Teacher(Device device)
    {
        using var scope = NewDisposeScope();
        return SplitMix64.Uniform(7, [Inputs, Classes], 1).to(device).MoveToOuterDisposeScope();
    }

    /// <param name="index">k, from 0.</param>
    /// <param name="shape">Outputs and inputs for a weight, outputs for a bias.</param>
    public static Tensor InitialParameter(long seed, int index, params ReadOnlySpan<long> shape) =>
        SplitMix64.Uniform(100_000 + 16 * seed + index, shape, 1 / Math.Sqrt(index < 2 ? Inputs : Hidden));
}
