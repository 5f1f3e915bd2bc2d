namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Embedding, positions, transformer blocks, pooling, layer norm and a linear layer to the classes. All texts of a
/// batch have the same length, so nothing is padded and nothing masked.
/// </summary>
internal sealed class SequenceEncoder : IDisposable
{
    private readonly LaneEmbedding _embedding;
    private readonly PositionEncoding _positions;
    private readonly LaneDropout _dropout;
    private readonly LaneTransformerBlock[] _blocks;
    private readonly LaneLayerNorm _norm;
    private readonly LaneLinear _classifier;
    private readonly DomainGates? _gates;
    private readonly Pooling _pooling;

    /// <param name="hidden">Each lane's share of domains that are hidden from <see cref="DomainGates"/>.</param>
    public SequenceEncoder(
        LaneParameters parameters, DropoutSites dropout, IReadOnlyList<double> hidden, EncoderShape shape)
    {
        _embedding = new(
            parameters, "embedding", shape.Symbols, shape.Width, Initialisers.Normal(1 / Math.Sqrt(shape.Width)));
        _positions = PositionEncoding.Of(shape, parameters);
        _dropout = dropout.Next();
        _blocks =
        [
            .. Enumerable.Range(0, shape.Layers).Select(layer =>
                new LaneTransformerBlock(
                    parameters, dropout, $"block-{layer}", shape.Width, shape.Heads, shape.Hidden)),
        ];
        _norm = new(parameters, "norm", shape.Width);
        _classifier = new(parameters, "classifier", shape.Width, shape.Classes);
        if (shape.Attention == Attention.DomainGated) _gates = new(parameters, dropout.Next(hidden), shape);
        _pooling = shape.Pooling;
    }

    /// <param name="symbols">int64 [lanes, batch, length]</param>
    /// <param name="domains">int64 [lanes, batch], as <see cref="DomainGates"/> takes them.</param>
    /// <param name="step">Names the dropout masks; null when evaluating.</param>
    /// <returns>Logits [lanes, batch, classes]</returns>
    public Tensor Forward(Tensor symbols, Tensor domains, long? step)
    {
        var x = _dropout.Forward(_positions.AddTo(_embedding.Forward(symbols)), step);  // [lanes, batch, length, width]
        var gates = _gates?.Of(domains, step);
        foreach (var (layer, block) in _blocks.Index()) x = block.Forward(x, null, step, gates?[layer]);
        var pooled = _pooling == Pooling.Mean ? x.mean([2]) : x.select(2, 0);            // [lanes, batch, width]
        return _classifier.Forward(_norm.Forward(pooled));
    }

    public void Dispose() => _positions.Dispose();
}
