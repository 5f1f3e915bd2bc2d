namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// A loss for each lane, for <see cref="LaneParameters.Backward"/> and to see who diverged: means within a lane,
/// never over lanes.
/// </summary>
public static class LaneLoss
{
    /// <summary>
    /// Mean cross-entropy of each lane's batch, in nats. A weighted mean divides by the sum of the weights, as in
    /// torch.
    /// </summary>
    /// <param name="logits">[lanes, batch, classes]</param>
    /// <param name="labels">int64 [lanes, batch]</param>
    /// <param name="classWeights">[lanes, classes] or [1, classes] for all lanes; null weighs all alike.</param>
    /// <param name="smoothing">
    /// Share of the target that is spread over all classes, in [0, 1). Source: Szegedy et al., arXiv:1512.00567.
    /// </param>
    /// <returns>[lanes]</returns>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels, Tensor? classWeights = null, double smoothing = 0)
    {
        var likelihoods = logits.log_softmax(-1);                                            // [lanes, batch, classes]
        var weights = classWeights?.expand(labels.shape[0], -1);                             // [lanes, classes]
        var ofLabels = weights?.gather(1, labels);                                           // [lanes, batch]
        var loss = Mean(Chosen(likelihoods, labels), ofLabels);
        if (smoothing == 0) return loss;

        var spread = weights is null ? likelihoods : likelihoods * weights.unsqueeze(1);
        var total = spread.sum(2).sum(1);
        var uniform = total.div(ofLabels is null ? labels.shape[1] : ofLabels.sum(1)).neg();
        return loss * (1 - smoothing) + uniform * (smoothing / logits.shape[2]);
    }

    /// <summary>Cross-entropy of each example, in nats, for sums of another kind.</summary>
    /// <param name="logits">[lanes, batch, classes]</param>
    /// <param name="labels">int64 [lanes, batch]</param>
    /// <returns>[lanes, batch]</returns>
    public static Tensor CrossEntropies(Tensor logits, Tensor labels) => Chosen(logits.log_softmax(-1), labels).neg();

    /// <summary>Mean binary cross-entropy, in nats, of independent yes-or-no answers.</summary>
    /// <param name="logits">[lanes, …]</param>
    /// <param name="targets">float32 of the same shape, in [0, 1].</param>
    /// <returns>[lanes]</returns>
    public static Tensor BinaryCrossEntropy(Tensor logits, Tensor targets) =>
        Mean(LaneAlignment.InWholeVectors(logits, x => x.softplus()) - logits * targets);

    /// <param name="predictions">[lanes, …]</param>
    /// <param name="targets">float32 of the same shape.</param>
    /// <returns>[lanes]</returns>
    public static Tensor MeanSquaredError(Tensor predictions, Tensor targets) => Mean((predictions - targets).square());

    /// <param name="predictions">[lanes, …]</param>
    /// <param name="targets">float32 of the same shape.</param>
    /// <returns>[lanes]</returns>
    public static Tensor MeanAbsoluteError(Tensor predictions, Tensor targets) => Mean((predictions - targets).abs());

    /// <summary>
    /// Squares of small errors, lengths of large ones: e²/2 up to <paramref name="delta"/>, then δ·(|e| − δ/2).
    /// Source: Huber, Annals of Mathematical Statistics 35(1), 1964.
    /// </summary>
    /// <param name="predictions">[lanes, …]</param>
    /// <param name="targets">float32 of the same shape.</param>
    /// <param name="delta">Above 0.</param>
    /// <returns>[lanes]</returns>
    public static Tensor Huber(Tensor predictions, Tensor targets, double delta = 1)
    {
        var error = (predictions - targets).abs();
        var small = error.clamp(max: delta);
        return Mean(small * (error - small * 0.5));
    }

    private static Tensor Mean(Tensor elements) => elements.flatten(1).mean([1]);

    /// <summary>Minus the mean of each lane's log likelihoods.</summary>
    private static Tensor Mean(Tensor likelihoods, Tensor? weights) => weights is null
        ? likelihoods.mean([1]).neg()
        : (likelihoods * weights).sum(1).div(weights.sum(1)).neg();

    private static Tensor Chosen(Tensor likelihoods, Tensor labels) =>
        likelihoods.gather(-1, labels.unsqueeze(-1)).squeeze(-1);                            // [lanes, batch]
}
