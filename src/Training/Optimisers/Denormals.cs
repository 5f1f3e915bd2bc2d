namespace Seedbed.Training.Optimisers;

using TorchSharp;

/// <summary>
/// Without gradients an optimiser's running means decay into numbers on which processors are an order of magnitude
/// slower, and stay there. Too small to move a parameter, they are now and then set to 0, at steps that are the same
/// for every pack.
/// </summary>
internal static class Denormals
{
    private const double SmallestNormal = 1.17549435e-38;
    private const long StepsBetweenFlushes = 64;

    /// <param name="updates">Done so far, with this one.</param>
    internal static void Flush(long updates, params ReadOnlySpan<torch.Tensor> means)
    {
        if (updates % StepsBetweenFlushes != 0) return;
        foreach (var mean in means) mean.mul_(mean.abs().ge(SmallestNormal));
    }
}
