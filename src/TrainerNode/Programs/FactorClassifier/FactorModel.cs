namespace Seedbed.TrainerNode.Programs.FactorClassifier;

using Seedbed.Training.Lanes;
using static TorchSharp.torch;

/// <summary>From the tokens of a row to the scores of the classes.</summary>
internal sealed class FactorModel
{
    private readonly FactorTokens _tokens;
    private readonly LaneDropout _dropout;
    private readonly FactorBody _body;

    public FactorModel(LaneParameters parameters, DropoutSites dropout, FactorShape shape)
    {
        _tokens = new(parameters, shape);
        _dropout = dropout.Next();
        _body = shape.Body == Body.Transformer
            ? new FactorBody.Transformer(parameters, dropout, shape)
            : new FactorBody.Mlp(parameters, dropout, shape);
    }

    /// <param name="step">Names the dropout masks; null when evaluating.</param>
    /// <returns>Logits [lanes, batch, classes]</returns>
    public Tensor Forward(FactorRows rows, long? step) =>
        _body.Forward(_dropout.Forward(_tokens.Forward(rows), step), step);
}

/// <summary>What reads the tokens.</summary>
internal abstract class FactorBody
{
    private FactorBody() { }

    /// <param name="tokens">[lanes, batch, tokens, width]</param>
    /// <returns>Logits [lanes, batch, classes]</returns>
    public abstract Tensor Forward(Tensor tokens, long? step);

    /// <summary>Encoder blocks over the factors, the mean over tokens, layer norm, a linear layer.</summary>
    public sealed class Transformer(LaneParameters parameters, DropoutSites dropout, FactorShape shape) : FactorBody
    {
        private readonly LaneTransformerBlock[] _blocks =
        [
            .. Enumerable.Range(0, shape.Layers).Select(layer =>
                new LaneTransformerBlock(
                    parameters, dropout, $"block-{layer}", shape.Width, shape.Heads, shape.Hidden)),
        ];

        private readonly LaneLayerNorm _norm = new(parameters, "norm", shape.Width);
        private readonly LaneLinear _classifier = new(parameters, "classifier", shape.Width, shape.Classes);

        public override Tensor Forward(Tensor tokens, long? step)
        {
            foreach (var block in _blocks) tokens = block.Forward(tokens, null, step);
            return _classifier.Forward(_norm.Forward(tokens.mean([2])));                 // of [lanes, batch, width]
        }
    }

    /// <summary>
    /// Layers over all tokens side by side, each a linear map, GELU and dropout; then a linear layer.
    /// </summary>
    public sealed class Mlp(LaneParameters parameters, DropoutSites dropout, FactorShape shape) : FactorBody
    {
        private readonly (LaneLinear Linear, LaneDropout Dropout)[] _layers =
        [
            .. Enumerable.Range(0, shape.Layers).Select(layer => (
                new LaneLinear(
                    parameters, $"layer-{layer}", layer == 0 ? shape.Tokens * shape.Width : shape.Hidden, shape.Hidden),
                dropout.Next())),
        ];

        private readonly LaneLinear _classifier = new(parameters, "classifier", shape.Hidden, shape.Classes);

        public override Tensor Forward(Tensor tokens, long? step)
        {
            var x = tokens.flatten(2);                                                   // [lanes, batch, tokens·width]
            foreach (var (linear, drop) in _layers) x = drop.Forward(LaneActivation.Gelu(linear.Forward(x)), step);
            return _classifier.Forward(x);
        }
    }
}
