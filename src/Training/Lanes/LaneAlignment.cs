namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Keeps lanes apart in memory by whole cache lines. MKL's matrix products choose their kernels by the addresses of the
/// matrices too, so a lane whose matrices lay at another address modulo 64 bytes than alone would differ in last bits.
/// What is padded depends on one lane's shape only, never on the number of lanes.
/// </summary>
internal static class LaneAlignment
{
    /// <summary>64 bytes of float32.</summary>
    internal const long Elements = 16;

    /// <summary>Whether a matrix of this many elements, repeated, begins at the same address modulo 64 bytes each time.</summary>
    internal static bool Holds(long elements) => elements % Elements == 0;

    /// <summary>Adds zeros behind the end of a dimension up to a multiple of <see cref="Elements"/>.</summary>
    /// <param name="dimension">From the last, which is 0.</param>
    internal static Tensor Pad(Tensor x, int dimension)
    {
        var missing = (Elements - x.shape[^(dimension + 1)] % Elements) % Elements;
        if (missing == 0) return x;

        var amounts = new long[2 * (dimension + 1)];
        amounts[^1] = missing;
        return nn.functional.pad(x, amounts);
    }
}
