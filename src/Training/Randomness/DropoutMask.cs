namespace Seedbed.Training.Randomness;

using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Masks of 0 and 1/(1 − rate), by counter: four neighbouring elements share one hash, 16 bits each, so a rate is kept
/// to within 2⁻¹⁷ and the scale is that of the rate which is kept.
/// </summary>
public static class DropoutMask
{
    private const int Levels = 1 << 16;
    internal const int PerHash = 4;

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

    /// <summary>Element e takes bits 16·(e mod 4) … of the hash number ⌊e/4⌋.</summary>
    internal static void Fill(Span<float> lane, ulong origin, double rate)
    {
        var (threshold, scale) = (ThresholdOf(rate), ScaleOf(rate));
        var counter = origin;
        for (var e = 0; e < lane.Length; e += PerHash)
        {
            var bits = SplitMix64.Mix(counter = unchecked(counter + SplitMix64.Gamma));
            var last = Math.Min(e + PerHash, lane.Length);
            for (var i = e; i < last; i++, bits >>= 16) lane[i] = (int)(bits & 0xFFFF) < threshold ? 0 : scale;
        }
    }
}
