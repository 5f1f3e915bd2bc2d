namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// How much each head of an attention counts for an example, 0 to 2, by what is known of the example beside its tokens.
/// Gates begin near 1, where they change nothing: g = 2·σ(W·c + b) with small W and b = 0.
/// </summary>
/// <param name="condition">Length of the vector that says what is known.</param>
public sealed class LaneHeadGates(LaneParameters parameters, string name, long condition, long heads)
{
    private readonly LaneLinear _gates =
        new(parameters, name, condition, heads, Initialisers.Normal(0.1 / Math.Sqrt(condition)), Initialisers.Zeros);

    /// <param name="known">[lanes, batch, condition]</param>
    /// <returns>[lanes, batch, heads], for <see cref="LaneAttention.Forward"/>.</returns>
    public Tensor Forward(Tensor known) => 2 * LaneActivation.Sigmoid(_gates.Forward(known));
}
