namespace Seedbed.Training.Optimisers;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>Gradient descent, with momentum unless it is 0; the arithmetic is that of torch's, bit for bit.</summary>
public sealed class LaneSgd(LaneParameters parameters, LaneRates rates) : ILaneOptimiser
{
    private readonly Tensor _velocity = zeros_like(parameters.Gradients).DetachFromDisposeScope();

    /// <summary>Share of the velocity that is kept, in [0, 1).</summary>
    public double Momentum { get; init; }

    /// <summary>
    /// Whether the gradient is followed from where the velocity leads, as Sutskever et al. (ICML 2013) put Nesterov's
    /// method; needs momentum.
    /// </summary>
    public bool Nesterov { get; init; }

    public IReadOnlyList<Tensor> State => [_velocity];

    public void Step(long step, double scale = 1)
    {
        using var noGradient = no_grad();
        foreach (var run in rates.RunsOf(parameters)) Update(run, run.LearningRate * scale);
    }

    public void Dispose() => _velocity.Dispose();

    private void Update(LaneRun run, double learningRate)
    {
        using var scope = NewDisposeScope();
        var values = parameters.Trained.narrow(0, run.First, run.Count);            // [run, row]
        var gradient = parameters.Gradients.narrow(0, run.First, run.Count);
        var velocity = _velocity.narrow(0, run.First, run.Count);

        if (run.WeightDecay != 0) gradient = gradient.add(values, alpha: run.WeightDecay);
        if (Momentum != 0)
        {
            velocity.mul_(Momentum).add_(gradient);
            gradient = Nesterov ? gradient.add(velocity, alpha: Momentum) : velocity;
        }

        values.add_(gradient, alpha: -learningRate);
    }
}
