namespace Seedbed.Training.Randomness;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// <see cref="SplitMix64"/> in tensor operations, for devices whose memory the processor cannot write. Int64 tensors
/// wrap around as unsigned numbers do; only the shift to the right keeps the sign, which is masked away.
/// </summary>
internal static class HashInTensors
{
    /// <summary>The finaliser, elementwise. The result is a new tensor.</summary>
    /// <param name="z">int64, read as unsigned.</param>
    internal static Tensor Mix(Tensor z)
    {
        using var scope = NewDisposeScope();
        z = (z ^ ShiftRight(z, 30)) * unchecked((long)SplitMix64.FirstMultiplier);
        z = (z ^ ShiftRight(z, 27)) * unchecked((long)SplitMix64.SecondMultiplier);
        return (z ^ ShiftRight(z, 31)).MoveToOuterDisposeScope();
    }

    /// <summary>As <see cref="DropoutMask.For"/>, bit for bit.</summary>
    internal static Tensor Mask(Tensor x, ReadOnlySpan<ulong> origins, IReadOnlyList<double> rates)
    {
        using var scope = NewDisposeScope();
        var device = x.device;
        var lanes = origins.Length;
        var perLane = x.NumberOfElements / lanes;
        var hashes = (perLane + DropoutMask.PerHash - 1) / DropoutMask.PerHash;

        long[] signed = [.. origins.ToArray().Select(origin => unchecked((long)origin))];
        long[] dropped = [.. rates.Select(rate => (long)DropoutMask.ThresholdOf(rate))];
        float[] scale = [.. rates.Select(DropoutMask.ScaleOf)];

        var starts = tensor(signed, [lanes, 1], device: device);
        var counters = arange(1, hashes + 1, int64, device) * unchecked((long)SplitMix64.Gamma);   // [hashes]
        var bits = Mix(starts + counters).unsqueeze(2);                                            // [lanes, hashes, 1]
        var shifts = tensor(new long[] { 0, 16, 32, 48 }, device: device);                         // [4]
        var levels = bits.bitwise_right_shift(shifts).bitwise_and(0xFFFFL)                         // [lanes, hashes, 4]
            .flatten(1).narrow(1, 0, perLane);                                                     // [lanes, per lane]

        var kept = levels.ge(tensor(dropped, [lanes, 1], device: device)).to(float32);
        return (kept * tensor(scale, [lanes, 1], device: device)).view(x.shape).MoveToOuterDisposeScope();
    }

    private static Tensor ShiftRight(Tensor z, int bits) =>
        z.bitwise_right_shift(tensor((long)bits, device: z.device)).bitwise_and((1L << (64 - bits)) - 1);
}
