namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Curved functions, element by element. libtorch computes them in vectors, but the last elements of a tensor that
/// fill no vector one by one, with other last bits: so here every lane is made to fill whole vectors. <c>relu</c>,
/// sums, products and square roots are exact either way and need no such care.
/// </summary>
public static class LaneActivation
{
    /// <param name="x">[lanes, …]</param>
    public static Tensor Sigmoid(Tensor x) => LaneAlignment.InWholeVectors(x, part => part.sigmoid());

    /// <param name="x">[lanes, …]</param>
    public static Tensor Tanh(Tensor x) => LaneAlignment.InWholeVectors(x, part => part.tanh());

    /// <summary>x·Φ(x). Source: Hendrycks and Gimpel, arXiv:1606.08415.</summary>
    /// <param name="x">[lanes, …]</param>
    public static Tensor Gelu(Tensor x) => LaneAlignment.InWholeVectors(x, part => part.gelu());

    /// <summary>x·σ(x). Source: Elfwing, Uchibe and Doya, arXiv:1702.03118.</summary>
    /// <param name="x">[lanes, …]</param>
    public static Tensor Silu(Tensor x) => LaneAlignment.InWholeVectors(x, part => part.silu());
}
