namespace Seedbed.Training.Randomness;

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Masks of 0 and 1/(1 − rate), by counter: four neighbouring elements share one hash, 16 bits each, so a rate is kept
/// to within 2⁻¹⁷ and the scale is that of the rate which is kept.
/// </summary>
public static class DropoutMask
{
    internal const int PerHash = 4;
    private const int Levels = 1 << 16;

    /// <summary>A float32 mask of the shape and on the device of <paramref name="x"/>, [lanes, …].</summary>
    /// <param name="origins">Where each lane's stream starts.</param>
    /// <param name="rates">Each lane's share of dropped elements, in [0, 1).</param>
    public static Tensor For(Tensor x, ReadOnlySpan<ulong> origins, IReadOnlyList<double> rates)
    {
        if (x.device_type != DeviceType.CPU) return HashInTensors.Mask(x, origins, rates);

        var mask = empty(x.shape, float32);
        var values = MemoryMarshal.Cast<byte, float>(mask.bytes);
        var perLane = values.Length / origins.Length;
        for (var lane = 0; lane < origins.Length; lane++)
            Fill(values.Slice(lane * perLane, perLane), origins[lane], rates[lane]);
        return mask;
    }

    /// <summary>How many of the 65,536 values of 16 bits drop an element.</summary>
    internal static int ThresholdOf(double rate) => (int)Math.Min(Math.Round(rate * Levels), Levels - 1);

    /// <summary>What a kept element is multiplied by.</summary>
    internal static float ScaleOf(double rate) => (float)Levels / (Levels - ThresholdOf(rate));

    /// <summary>Element e takes bits 16·(e mod 4) … of hash number ⌊e/4⌋, which is how hashes lie in memory.</summary>
    internal static void Fill(Span<float> lane, ulong origin, double rate)
    {
        var threshold = Vector256.Create((ushort)ThresholdOf(rate));
        var scale = Vector256.Create(ScaleOf(rate)).AsInt32();
        var step = Vector256.Create(unchecked(4 * SplitMix64.Gamma));
        var counters = Vector256.Create(origin) + Vector256.Create(1UL, 2, 3, 4) * SplitMix64.Gamma;

        Span<float> end = stackalloc float[2 * Vector256<float>.Count];
        while (!lane.IsEmpty)
        {
            var kept = Vector256.GreaterThanOrEqual(Mix(counters).AsUInt16(), threshold).AsInt16();
            var whole = lane.Length >= end.Length ? lane[..end.Length] : end;
            (Vector256.WidenLower(kept) & scale).AsSingle().CopyTo(whole);
            (Vector256.WidenUpper(kept) & scale).AsSingle().CopyTo(whole[Vector256<float>.Count..]);

            if (lane.Length < end.Length) end[..lane.Length].CopyTo(lane);
            lane = lane[Math.Min(end.Length, lane.Length)..];
            counters += step;
        }
    }

    private static Vector256<ulong> Mix(Vector256<ulong> z)
    {
        z = (z ^ (z >>> 30)) * SplitMix64.FirstMultiplier;
        z = (z ^ (z >>> 27)) * SplitMix64.SecondMultiplier;
        return z ^ (z >>> 31);
    }
}
