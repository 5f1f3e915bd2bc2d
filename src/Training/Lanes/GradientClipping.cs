namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>Limits each lane's gradient: its length, or every element of it.</summary>
public static class GradientClipping
{
    // As torch.nn.utils.clip_grad_norm_: keeps a zero gradient from dividing by 0.
    private const double Epsilon = 1e-6;

    /// <summary>Scales each lane's gradient down to the Euclidean length <paramref name="longest"/>.</summary>
    /// <returns>Each lane's length before; NaN or infinite for a lane that diverged.</returns>
    public static double[] Clip(LaneParameters parameters, double longest)
    {
        using var noGradient = no_grad();
        var lengths = new double[parameters.Lanes];
        for (var lane = 0; lane < lengths.Length; lane++)
        {
            using var scope = NewDisposeScope();
            var row = parameters.Gradients[lane];
            lengths[lane] = row.norm().item<float>();
            var scale = longest / (lengths[lane] + Epsilon);
            if (scale < 1) row.mul_(scale);
        }

        return lengths;
    }

    /// <summary>Moves every element of every gradient into ±<paramref name="largest"/>; NaN stays NaN.</summary>
    public static void ClipElements(LaneParameters parameters, double largest)
    {
        using var noGradient = no_grad();
        parameters.Gradients.clamp_(-largest, largest);
    }
}
