namespace Seedbed.Bench.Steps;

using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

/// <summary>A classifier twice: in lanes, and of TorchSharp's modules with the same sizes.</summary>
/// <param name="Input">Shape of a batch.</param>
/// <param name="Symbols">Inputs are whole numbers below it; null for numbers in ±1.</param>
/// <param name="Lanes">Adds the parameters; what it returns gives logits from [lanes, …input].</param>
internal sealed record StepModel(
    string Name, long[] Input, int Classes, int? Symbols,
    Func<LaneParameters, Func<Tensor, Tensor>> Lanes, Func<nn.Module<Tensor, Tensor>> Modules)
{
    private const double LearningRate = 1e-3;

    /// <summary>Training in <paramref name="lanes"/> lanes, with AdamW.</summary>
    public Stepper InLanes(int lanes)
    {
        var parameters = new LaneParameters(lanes, CPU);
        var forward = Lanes(parameters);
        parameters.Initialise([.. Enumerable.Range(0, lanes).Select(seed => (long)seed)]);
        var rates = new LaneRates([.. Enumerable.Repeat(LearningRate, lanes)]);
        var optimiser = new LaneAdam(parameters, rates, WeightDecayKind.Decoupled);
        var (x, labels) = (InputOf([lanes, .. Input]), LabelsOf(lanes, Input[0]));
        var done = 0L;
        return new(() =>
        {
            using var scope = NewDisposeScope();
            parameters.Backward(LaneLoss.CrossEntropy(forward(x), labels));
            optimiser.Step(done++);
        }, parameters, optimiser, x, labels);
    }

    /// <summary>Training of one job as people write it, with AdamW.</summary>
    public Stepper InModules()
    {
        var module = Modules();
        Parameter[] parameters = [.. module.parameters()];
        var optimiser = optim.AdamW(parameters, LearningRate);
        var (x, labels) = (InputOf(Input), LabelsOf(Input[0]));
        return new(() =>
        {
            using var scope = NewDisposeScope();
            optimiser.zero_grad();
            nn.functional.cross_entropy(module.forward(x), labels).backward();
            optimiser.step();
        }, module, optimiser, x, labels);
    }

    private Tensor InputOf(long[] shape)
    {
        var numbers = SplitMix64.Uniform(1, shape, 1);
        return Symbols is { } symbols ? numbers.add(1).mul(symbols / 2.0).clamp(max: symbols - 1).to(int64) : numbers;
    }

    private Tensor LabelsOf(params long[] shape) =>
        SplitMix64.Uniform(2, shape, Classes / 2.0).add(Classes / 2.0).to(int64);
}

/// <summary>Something that trains one step after the other.</summary>
internal sealed class Stepper(Action step, params IReadOnlyList<IDisposable> owned) : IDisposable
{
    public void Step() => step();

    public void Dispose()
    {
        foreach (var one in owned) one.Dispose();
    }
}
