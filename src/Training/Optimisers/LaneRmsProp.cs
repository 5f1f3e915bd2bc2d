namespace Seedbed.Training.Optimisers;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Gradient descent divided by the gradient's running root mean square; the arithmetic is that of torch's, bit for
/// bit.
/// </summary>
/// <remarks>Source: Hinton, Srivastava and Swersky, "Neural networks for machine learning", lecture 6e, 2012.</remarks>
public sealed class LaneRmsProp(LaneParameters parameters, LaneRates rates) : ILaneOptimiser
{
    private readonly Tensor _square = zeros_like(parameters.Gradients).DetachFromDisposeScope();
    private readonly Tensor _velocity = zeros_like(parameters.Gradients).DetachFromDisposeScope();

    /// <summary>Decay of the squared gradient's running mean.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Added to the denominator.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Share of the velocity that is kept, in [0, 1).</summary>
    public double Momentum { get; init; }

    public IReadOnlyList<Tensor> State => [_square, _velocity];

    public void Step(long step, double scale = 1)
    {
        using var noGradient = no_grad();
        foreach (var run in rates.RunsOf(parameters)) Update(run, step + 1, run.LearningRate * scale);
    }

    public void Dispose()
    {
        _square.Dispose();
        _velocity.Dispose();
    }

    private void Update(LaneRun run, long updates, double learningRate)
    {
        using var scope = NewDisposeScope();
        var values = parameters.Trained.narrow(0, run.First, run.Count);           // [run, row]
        var gradient = parameters.Gradients.narrow(0, run.First, run.Count);
        var square = _square.narrow(0, run.First, run.Count);
        var velocity = _velocity.narrow(0, run.First, run.Count);

        if (run.WeightDecay != 0) gradient = gradient.add(values, alpha: run.WeightDecay);
        square.mul_(Alpha).addcmul_(gradient, gradient, 1 - Alpha);
        var root = square.sqrt().add_(Epsilon);
        if (Momentum == 0) values.addcdiv_(gradient, root, -learningRate);
        else values.add_(velocity.mul_(Momentum).addcdiv_(gradient, root, 1), alpha: -learningRate);
        Denormals.Flush(updates, square, velocity);
    }
}
