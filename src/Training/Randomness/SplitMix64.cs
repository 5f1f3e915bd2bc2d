namespace Seedbed.Training.Randomness;

using TorchSharp;

/// <summary>
/// The integer hash that all randomness comes from: SplitMix64's finaliser, a bijection on 64 bits.
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
/// </summary>
public static class SplitMix64
{
    /// <summary>2⁶⁴ divided by the golden ratio, odd: the distance between two counters of one stream.</summary>
    internal const ulong Gamma = 0x9E3779B97F4A7C15;

    internal const ulong FirstMultiplier = 0xBF58476D1CE4E5B9;

    internal const ulong SecondMultiplier = 0x94D049BB133111EB;

    private const ulong StreamDistance = 0xD1342543DE82EF95;

    /// <summary>Every output bit depends on every input bit.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * FirstMultiplier;
        z = (z ^ (z >> 27)) * SecondMultiplier;
        return z ^ (z >> 31);
    }

    /// <summary>A number of a numbered stream: in [0, 1), a multiple of 2⁻²⁴.</summary>
    /// <param name="i">Which one, from 1.</param>
    public static double Uniform(long stream, long i) =>
        ToUnit(Mix(unchecked((ulong)stream * StreamDistance + (ulong)i * Gamma)));

    /// <summary>Float32 numbers in ±<paramref name="bound"/>, row-major from number 1.</summary>
    public static torch.Tensor Uniform(long stream, ReadOnlySpan<long> shape, double bound)
    {
        var count = 1L;
        foreach (var size in shape) count *= size;

        var values = new float[count];
        for (var i = 0; i < values.Length; i++) values[i] = (float)((2 * Uniform(stream, i + 1) - 1) * bound);
        return torch.tensor(values, shape);
    }

    /// <summary>The 24 highest bits as a number in [0, 1): exact in float32 and float64.</summary>
    internal static double ToUnit(ulong bits) => (bits >> 40) * (1.0 / (1 << 24));
}
