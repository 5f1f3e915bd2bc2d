namespace Seedbed.Training.Lanes;

using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Dropout at one site of a model. Whether an element is dropped depends on the lane's seed, the site, the step and the
/// element's place within its lane, on nothing else. What stays is divided by the probability of staying.
/// </summary>
/// <param name="seeds">Each lane's dropout seed.</param>
/// <param name="rates">Each lane's share of dropped elements, in [0, 1).</param>
/// <param name="site">Which of the model's sites, from 0.</param>
public sealed class LaneDropout(IReadOnlyList<long> seeds, IReadOnlyList<double> rates, int site)
{
    private readonly bool _drops = rates.Any(rate => rate > 0);

    /// <param name="x">[lanes, …]</param>
    /// <param name="step">The optimiser step, from 0; null when evaluating, which drops nothing.</param>
    public Tensor Forward(Tensor x, long? step) => step is { } number && _drops ? x * MaskFor(x, number) : x;

    private Tensor MaskFor(Tensor x, long step)
    {
        var origins = seeds.Select(seed => new StreamKey(seed, RandomSource.Dropout, site, step).Origin).ToArray();
        return DropoutMask.For(x, origins, rates);
    }
}
