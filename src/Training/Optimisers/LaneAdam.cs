namespace Seedbed.Training.Optimisers;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>How weight decay enters an Adam update.</summary>
public enum WeightDecayKind
{
    /// <summary>Adam: an L2 penalty that is part of the gradient.</summary>
    Gradient,

    /// <summary>AdamW: parameters shrink by learning rate times decay, apart from the gradient.</summary>
    Decoupled,
}

/// <summary>Adam and AdamW over all parameters at once; the arithmetic is that of torch's, bit for bit.</summary>
/// <remarks>Sources: Kingma and Ba, arXiv:1412.6980; Loshchilov and Hutter, arXiv:1711.05101.</remarks>
public sealed class LaneAdam(LaneParameters parameters, LaneRates rates, WeightDecayKind decay) : ILaneOptimiser
{
    private readonly Tensor _mean = zeros_like(parameters.Gradients).DetachFromDisposeScope();
    private readonly Tensor _square = zeros_like(parameters.Gradients).DetachFromDisposeScope();

    /// <summary>Decay of the gradient's running mean.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the squared gradient's running mean.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator.</summary>
    public double Epsilon { get; init; } = 1e-8;

    public IReadOnlyList<Tensor> State => [_mean, _square];

    public void Step(long step, double scale = 1)
    {
        using var noGradient = no_grad();
        foreach (var run in rates.RunsOf(parameters)) Update(run, step + 1, run.LearningRate * scale);
    }

    public void Dispose()
    {
        _mean.Dispose();
        _square.Dispose();
    }

    private void Update(LaneRun run, long updates, double learningRate)
    {
        using var scope = NewDisposeScope();
        var values = parameters.Trained.narrow(0, run.First, run.Count);            // [run, row]
        var gradient = parameters.Gradients.narrow(0, run.First, run.Count);
        var mean = _mean.narrow(0, run.First, run.Count);
        var square = _square.narrow(0, run.First, run.Count);
        var correction1 = 1 - Math.Pow(Beta1, updates);
        var correction2 = 1 - Math.Pow(Beta2, updates);

        if (run.WeightDecay != 0)
        {
            if (decay == WeightDecayKind.Decoupled) values.mul_(1 - learningRate * run.WeightDecay);
            else gradient = gradient.add(values, alpha: run.WeightDecay);
        }

        mean.mul_(Beta1).add_(gradient, alpha: 1 - Beta1);
        square.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
        var denominator = square.sqrt().div_(Math.Sqrt(correction2)).add_(Epsilon);
        values.addcdiv_(mean, denominator, -learningRate / correction1);

        Denormals.Flush(updates, mean, square);
    }
}
