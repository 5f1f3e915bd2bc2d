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
    // 64 bytes of float32.
    private const long Line = 16;

    // 128 bytes of float32: what libtorch's loops take at once with the widest instructions, two vectors of 512 bits.
    private const long Vectors = 32;

    /// <summary>The next number of rows that fills whole cache lines at every width.</summary>
    /// <param name="rows">The least.</param>
    /// <param name="widths">Elements of a row in each of the matrices that have these rows.</param>
    internal static long Rows(long rows, params ReadOnlySpan<long> widths)
    {
        var multiple = 1L;
        foreach (var width in widths) multiple = Math.Max(multiple, Line / Math.Min(Line, width & -width));
        return (rows + multiple - 1) / multiple * multiple;
    }

    /// <summary>
    /// The same numbers without gaps from the beginning of a cache line, copied if they lie otherwise.
    /// </summary>
    internal static Tensor Begin(Tensor x)
    {
        if (!x.is_contiguous()) return x.contiguous();
        return x.storage_offset() % Line == 0 ? x : x.clone();
    }

    /// <summary>
    /// Computes elementwise with every lane in whole vectors, so that no element's place decides how it is computed.
    /// </summary>
    /// <param name="x">[lanes, …]</param>
    internal static Tensor InWholeVectors(Tensor x, Func<Tensor, Tensor> function)
    {
        var lane = x.flatten(1);                                    // [lanes, elements]
        var elements = lane.shape[1];
        var padded = Pad(lane, 0, (elements + Vectors - 1) / Vectors * Vectors);
        return function(padded).narrow(1, 0, elements).view(x.shape);
    }

    /// <summary>Adds zeros behind the end of a dimension.</summary>
    /// <param name="dimension">Counted from the last, which is 0.</param>
    /// <returns><paramref name="x"/> itself where nothing is missing.</returns>
    internal static Tensor Pad(Tensor x, int dimension, long size)
    {
        var missing = size - x.shape[^(dimension + 1)];
        if (missing == 0) return x;

        var amounts = new long[2 * (dimension + 1)];
        amounts[^1] = missing;
        return nn.functional.pad(x, amounts);
    }
}
