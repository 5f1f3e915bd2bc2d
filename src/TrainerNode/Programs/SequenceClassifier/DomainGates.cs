namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Gates the heads of every block by a learned vector for the text's domain. In training a domain is now and then
/// hidden behind the vector for unknown ones, so that texts of a domain that was never trained on get gates that mean
/// something.
/// </summary>
/// <param name="dropout">Hides domains, each text's for itself.</param>
internal sealed class DomainGates(LaneParameters parameters, LaneDropout dropout, EncoderShape shape)
{
    /// <summary>The domain of texts from outside the training domains.</summary>
    public const int Unknown = 0;

    private readonly LaneEmbedding _domains =
        new(parameters, "domains", shape.Domains + 1, shape.Width, Initialisers.Normal(1));

    private readonly LaneHeadGates[] _blocks =
    [
        .. Enumerable.Range(0, shape.Layers)
            .Select(layer => new LaneHeadGates(parameters, $"block-{layer}.gates", shape.Width, shape.Heads)),
    ];

    /// <param name="domains">int64 [lanes, batch]: <see cref="Unknown"/>, or a training domain from 1 on.</param>
    /// <param name="step">Names the masks; null when evaluating, which hides no domain.</param>
    /// <returns>For each block: [lanes, batch, heads].</returns>
    public Tensor[] Of(Tensor domains, long? step)
    {
        var isShown = dropout.Forward(ones_like(domains, float32), step).gt(0);
        var vectors = _domains.Forward(domains * isShown);                       // [lanes, batch, width]
        return [.. _blocks.Select(block => block.Forward(vectors))];
    }
}
