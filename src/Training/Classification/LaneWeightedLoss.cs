namespace Seedbed.Training.Classification;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// The loss of a step, for each lane. It is divided by the epoch's mean batch size and not by the batch's own, so
/// that every example of an epoch counts by its class weight alone, also in the small batches of a rare length.
/// </summary>
/// <param name="Trained">
/// [lanes], with gradient: Σ w·l / mean batch size; backward goes from its sum over lanes.
/// </param>
/// <param name="Unweighted">[lanes], without gradient: Σ l over the batch, in nats.</param>
internal readonly record struct LaneWeightedLoss(Tensor Trained, Tensor Unweighted)
{
    /// <param name="logits">[lanes, batch, classes]</param>
    /// <param name="labels">int64 [lanes, batch]</param>
    /// <param name="classWeights">[lanes, classes]</param>
    public static LaneWeightedLoss Of(Tensor logits, Tensor labels, Tensor classWeights, double meanBatch)
    {
        var losses = LaneLoss.CrossEntropies(logits, labels);                                       // [lanes, batch]
        var trained = (losses * classWeights.gather(1, labels)).sum(1).div(meanBatch);
        return new(trained, losses.detach().sum(1));
    }
}
