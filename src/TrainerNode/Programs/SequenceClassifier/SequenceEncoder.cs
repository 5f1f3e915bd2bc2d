namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Embedding, positions, transformer blocks, pooling, layer norm and a linear layer to the classes. All texts of a batch
/// have the same length, so nothing is padded and nothing masked.
/// </summary>
internal sealed class SequenceEncoder : IDisposable
{
    private readonly LaneEmbedding _embedding;
    private readonly PositionEncoding _positions;
    private readonly LaneDropout _dropout;
    private readonly LaneTransformerBlock[] _blocks;
    private readonly LaneLayerNorm _norm;
    private readonly LaneLinear _classifier;
    private readonly Pooling _pooling;

    public SequenceEncoder(LaneParameters parameters, DropoutSites dropout, EncoderShape shape)
    {
        _embedding = new(parameters, "embedding", shape.Symbols, shape.Width, Initialisers.Normal(1 / Math.Sqrt(shape.Width)));
        _positions = PositionEncoding.Of(shape, parameters);
        _dropout = dropout.Next();
        _blocks =
        [
            .. Enumerable.Range(0, shape.Layers).Select(layer =>
                new LaneTransformerBlock(parameters, dropout, $"block-{layer}", shape.Width, shape.Heads, shape.Hidden)),
        ];
        _norm = new(parameters, "norm", shape.Width);
        _classifier = new(parameters, "classifier", shape.Width, shape.Classes);
        _pooling = shape.Pooling;
    }

    /// <param name="symbols">int64 [lanes, batch, length]</param>
    /// <param name="step">Names the dropout masks; null when evaluating.</param>
    /// <returns>Logits [lanes, batch, classes]</returns>
    public Tensor Forward(Tensor symbols, long? step)
    {
        var x = _dropout.Forward(_positions.AddTo(_embedding.Forward(symbols)), step);   // [lanes, batch, length, width]
        foreach (var block in _blocks) x = block.Forward(x, null, step);
        var pooled = _pooling == Pooling.Mean ? x.mean([2]) : x.select(2, 0);            // [lanes, batch, width]
        return _classifier.Forward(_norm.Forward(pooled));
    }

    public void Dispose() => _positions.Dispose();
}
