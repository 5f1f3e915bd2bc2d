namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>A loss for each lane, for <see cref="LaneParameters.Backward"/> and to see who diverged.</summary>
public static class LaneLoss
{
    /// <summary>
    /// Mean cross-entropy of each lane's batch, in nats. A weighted mean divides by the sum of the weights, as in torch.
    /// </summary>
    /// <param name="logits">[lanes, batch, classes]</param>
    /// <param name="labels">int64 [lanes, batch]</param>
    /// <param name="classWeights">[lanes, classes] or [1, classes] for all lanes; null weighs all alike.</param>
    /// <returns>[lanes]</returns>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels, Tensor? classWeights = null)
    {
        var likelihoods = logits.log_softmax(-1).gather(-1, labels.unsqueeze(-1)).squeeze(-1);    // [lanes, batch]
        if (classWeights is null) return likelihoods.mean([1]).neg();

        var weights = classWeights.expand(labels.shape[0], -1).gather(1, labels);                 // [lanes, batch]
        return (likelihoods * weights).sum(1).div(weights.sum(1)).neg();
    }
}
