namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>An encoder block: normalise, attend, drop out, add; normalise, feed forward, drop out, add.</summary>
/// <remarks>Source: Xiong et al., "On layer normalization in the transformer architecture", arXiv:2002.04745.</remarks>
public sealed class LaneTransformerBlock(
    LaneParameters parameters, DropoutSites dropout, string name, long width, long heads, long hidden)
{
    private readonly LaneLayerNorm _attentionNorm = new(parameters, $"{name}.attention-norm", width);
    private readonly LaneAttention _attention = new(parameters, dropout, $"{name}.attention", width, heads);
    private readonly LaneDropout _attentionDropout = dropout.Next();
    private readonly LaneLayerNorm _feedForwardNorm = new(parameters, $"{name}.feed-forward-norm", width);
    private readonly LaneFeedForward _feedForward = new(parameters, dropout, $"{name}.feed-forward", width, hidden);
    private readonly LaneDropout _feedForwardDropout = dropout.Next();

    /// <param name="x">[lanes, batch, tokens, width]</param>
    /// <param name="padding">As in <see cref="LaneAttention.Forward"/>.</param>
    /// <param name="step">As in <see cref="LaneDropout.Forward"/>.</param>
    /// <param name="gates">As in <see cref="LaneAttention.Forward"/>.</param>
    /// <returns>[lanes, batch, tokens, width]</returns>
    public Tensor Forward(Tensor x, Tensor? padding, long? step, Tensor? gates = null)
    {
        var shape = x.shape;
        var rows = x.flatten(1, 2);                                                // [lanes, batch·tokens, width]
        var attended = _attention.Forward(_attentionNorm.Forward(rows).view(shape), padding, step, gates).flatten(1, 2);
        rows = rows + _attentionDropout.Forward(attended, step);
        var fed = _feedForward.Forward(_feedForwardNorm.Forward(rows), step);
        return (rows + _feedForwardDropout.Forward(fed, step)).view(shape);
    }
}
