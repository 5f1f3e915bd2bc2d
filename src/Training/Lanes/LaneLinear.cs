namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>y = x·W + b, each lane with its own W and b.</summary>
public sealed class LaneLinear(LaneParameters parameters, string name, long inputs, long outputs)
{
    /// <summary>A lane's shape is [inputs, outputs].</summary>
    public LaneParameter Weight { get; } =
        parameters.Add($"{name}.weight", Initialisers.UniformByFan(inputs), inputs, outputs);

    /// <summary>A lane's shape is [1, outputs].</summary>
    public LaneParameter Bias { get; } =
        parameters.Add($"{name}.bias", Initialisers.UniformByFan(inputs), 1, outputs);

    /// <param name="x">[lanes, rows, inputs]</param>
    /// <returns>[lanes, rows, outputs]</returns>
    public Tensor Forward(Tensor x) => Multiply(Bias.Value, x, Weight.Value);

    /// <summary>bias + left·right for each lane: [lanes, 1, n] + [lanes, m, k]·[lanes, k, n].</summary>
    internal static Tensor Multiply(Tensor bias, Tensor left, Tensor right)
    {
        var (m, k, n) = (left.shape[1], left.shape[2], right.shape[2]);
        var inner = LaneAlignment.Rows(k, n);
        var rows = LaneAlignment.Rows(m, inner, n);
        left = LaneAlignment.Pad(LaneAlignment.Pad(LaneAlignment.Begin(left), 0, inner), 1, rows);
        right = LaneAlignment.Pad(right, 1, inner);

        // Not the static torch.baddbmm: in TorchSharp 0.107.0 it hands its arguments on in a wrong order.
        var product = left.baddbmm(right, bias);
        return rows == m ? product : product.narrow(1, 0, m);
    }
}
