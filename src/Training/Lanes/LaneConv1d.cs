namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>One-dimensional convolution, each lane with its own filters.</summary>
/// <param name="inputs">Channels, a multiple of <paramref name="groups"/>.</param>
/// <param name="outputs">Channels, a multiple of <paramref name="groups"/>.</param>
/// <param name="groups">As in <see cref="LaneConv2d"/>.</param>
/// <param name="weight">As torch's layer begins if null; so is <paramref name="bias"/>.</param>
public sealed class LaneConv1d(
    LaneParameters parameters, string name, long inputs, long outputs, Window window, long groups = 1,
    Initialiser? weight = null, Initialiser? bias = null)
{
    private readonly LaneConv2d _convolution =
        new(parameters, name, inputs, outputs, Window.One, window, groups, weight, bias);

    /// <summary>A lane's shape is [outputs, inputs/groups · window].</summary>
    public LaneParameter Weight => _convolution.Weight;

    /// <summary>A lane's shape is [outputs, 1].</summary>
    public LaneParameter Bias => _convolution.Bias;

    /// <param name="x">[lanes, batch, inputs, length]</param>
    /// <returns>[lanes, batch, outputs, places]</returns>
    public Tensor Forward(Tensor x) => _convolution.Forward(x.unsqueeze(3)).squeeze(3);
}
