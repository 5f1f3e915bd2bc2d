namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>y = x·W + b, each lane with its own W and b.</summary>
/// <param name="weight">As torch's layer begins if null; so is <paramref name="bias"/>.</param>
public sealed class LaneLinear(
    LaneParameters parameters, string name, long inputs, long outputs,
    Initialiser? weight = null, Initialiser? bias = null)
{
    /// <summary>A lane's shape is [inputs, outputs].</summary>
    public LaneParameter Weight { get; } =
        parameters.Add($"{name}.weight", weight ?? Initialisers.UniformByFan(inputs), inputs, outputs);

    /// <summary>A lane's shape is [1, outputs].</summary>
    public LaneParameter Bias { get; } =
        parameters.Add($"{name}.bias", bias ?? Initialisers.UniformByFan(inputs), 1, outputs);

    /// <param name="x">[lanes, rows, inputs]</param>
    /// <returns>[lanes, rows, outputs]</returns>
    public Tensor Forward(Tensor x) => Multiply(Bias.Value, x, Weight.Value);

    /// <summary>
    /// bias + left·right for each lane: [lanes, 1, n] or [lanes, m, 1] + [lanes, m, k]·[lanes, k, n].
    /// </summary>
    internal static Tensor Multiply(Tensor bias, Tensor left, Tensor right)
    {
        var (m, k, n) = (left.shape[1], left.shape[2], right.shape[2]);
        var inner = LaneAlignment.Rows(k, n);
        var rows = LaneAlignment.Rows(m, inner, n);
        left = LaneAlignment.Pad(LaneAlignment.Pad(LaneAlignment.Begin(left), 0, inner), 1, rows);
        right = LaneAlignment.Pad(right, 1, inner);
        if (bias.shape[1] > 1) bias = LaneAlignment.Pad(bias, 1, rows);

        // Not the static torch.baddbmm: in TorchSharp 0.107.0 it hands its arguments on in a wrong order.
        var product = left.baddbmm(right, bias);
        return rows == m ? product : product.narrow(1, 0, m);
    }
}
