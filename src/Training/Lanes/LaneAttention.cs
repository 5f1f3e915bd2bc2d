namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>Self-attention with several heads, each lane with its own projections.</summary>
/// <remarks>Source: Vaswani et al., "Attention is all you need", arXiv:1706.03762, section 3.2.</remarks>
public sealed class LaneAttention
{
    // Below every score, yet finite: a row whose tokens are all padding attends evenly instead of giving NaN.
    private const float Excluded = -1e9f;

    private readonly long _heads;
    private readonly LaneLinear _projection;
    private readonly LaneLinear _output;
    private readonly LaneDropout _dropout;

    /// <param name="width">A multiple of <paramref name="heads"/>.</param>
    public LaneAttention(LaneParameters parameters, DropoutSites dropout, string name, long width, long heads)
    {
        if (width % heads != 0)
            throw new ArgumentException($"Width {width} is no multiple of {heads} heads.", nameof(heads));

        _heads = heads;
        _projection = new(parameters, $"{name}.query-key-value", width, 3 * width);
        _output = new(parameters, $"{name}.output", width, width);
        _dropout = dropout.Next();
    }

    /// <param name="x">[lanes, batch, tokens, width]</param>
    /// <param name="padding">
    /// bool [lanes, batch, tokens], true where there is no token; null where nothing is padded.
    /// </param>
    /// <param name="step">As in <see cref="LaneDropout.Forward"/>.</param>
    /// <param name="gates">[lanes, batch, heads], by which each head is multiplied; null for 1.</param>
    /// <returns>[lanes, batch, tokens, width]</returns>
    public Tensor Forward(Tensor x, Tensor? padding, long? step, Tensor? gates = null)
    {
        var (lanes, batch, tokens, width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var rows = LaneAlignment.Rows(batch, tokens * width, _heads * tokens * tokens);

        var projected = _projection.Forward(x.reshape(lanes, batch * tokens, width))   // [lanes, batch·tokens, 3·width]
            .view(lanes, batch, tokens, 3, _heads, width / _heads)
            .permute(3, 0, 1, 4, 2, 5);                             // [3, lanes, batch, heads, tokens, width/heads]
        var parts = LaneAlignment.Pad(projected, 3, rows)
            .contiguous().unbind(0);                                // one copy: selecting each part would make more
        var (query, key, value) = (parts[0], parts[1], parts[2]);   // [lanes, rows, heads, tokens, width/heads]

        var similarity = (query * (1 / Math.Sqrt(width / _heads)))
            .matmul(key.transpose(-2, -1));                         // [lanes, rows, heads, tokens, tokens]
        if (padding is not null)
        {
            var absent = LaneAlignment.Pad(padding, 1, rows).unsqueeze(2).unsqueeze(2); // [lanes, rows, 1, 1, tokens]
            similarity = similarity.masked_fill(absent, Excluded);
        }

        var mixed = _dropout.Forward(similarity.softmax(-1), step).matmul(value)
            .transpose(2, 3).narrow(1, 0, batch);                   // [lanes, batch, tokens, heads, width/heads]
        if (gates is not null) mixed = mixed * gates.unsqueeze(2).unsqueeze(-1);
        return _output.Forward(mixed.reshape(lanes, batch * tokens, width)).view(lanes, batch, tokens, width);
    }
}
