namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>Layer normalisation over the last dimension with each lane's own scale and shift.</summary>
/// <remarks>Source: Ba, Kiros and Hinton, "Layer normalization", arXiv:1607.06450.</remarks>
public sealed class LaneLayerNorm(LaneParameters parameters, string name, long width)
{
    // torch's default: keeps a constant row from dividing by 0.
    private const double Epsilon = 1e-5;

    /// <summary>A lane's shape is [1, width].</summary>
    public LaneParameter Scale { get; } = parameters.Add($"{name}.scale", Initialisers.Ones, 1, width);

    /// <summary>A lane's shape is [1, width].</summary>
    public LaneParameter Shift { get; } = parameters.Add($"{name}.shift", Initialisers.Zeros, 1, width);

    /// <param name="x">[lanes, rows, width]</param>
    /// <returns>[lanes, rows, width]</returns>
    public Tensor Forward(Tensor x)
    {
        var normalised = nn.functional.layer_norm(x, [width], eps: Epsilon);
        return Shift.Value.addcmul(normalised, Scale.Value, 1);
    }
}
