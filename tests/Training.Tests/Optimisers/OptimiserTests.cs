namespace Seedbed.Training.Tests.Optimisers;

using System.Diagnostics;
using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Randomness;
using Seedbed.Training.Tests.Lanes;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

[Collection(TorchCollection.Name)]
public class OptimiserTests
{
    [Theory]
    [MemberData(nameof(OptimiserKinds.All), MemberType = typeof(OptimiserKinds))]
    public void Parameters_are_bit_equal_to_those_of_torchs_optimiser(OptimiserKind kind)
    {
        var job = new LaneJob(5, LearningRate: 2e-3, WeightDecay: 0.02);
        var points = SplitMix64.Uniform(1, [32, 64], 1);                           // [batch, 64]
        var labels = points.narrow(1, 0, 10).argmax(1).unsqueeze(0);               // [1, batch]
        using var parameters = new LaneParameters(1, CPU);
        var hidden = new LaneLinear(parameters, "hidden", 64, 128);
        var output = new LaneLinear(parameters, "output", 128, 10);
        parameters.Initialise([job.Seed]);
        using var optimiser = kind.Make(parameters, [job]);
        var copies = parameters.All.Select(parameter => new Parameter(parameter.Value.detach().clone())).ToArray();
        using var reference = Reference(kind, copies, job);

        for (var step = 0; step < 200; step++)
        {
            using var scope = NewDisposeScope();
            var logits = output.Forward(hidden.Forward(points.unsqueeze(0)).relu());
            parameters.Backward(LaneLoss.CrossEntropy(logits, labels));
            foreach (var (copy, parameter) in copies.Zip(parameters.All)) copy.grad = parameter.Gradient.clone();
            optimiser.Step(step);
            reference.step();
        }

        foreach (var (copy, parameter) in copies.Zip(parameters.All))
            Assert.Equal(copy.data<float>().ToArray(), parameter.Value.data<float>().ToArray());
    }

    [Fact]
    public void Moments_of_a_unit_that_died_become_zero_instead_of_denormal()
    {
        using var parameters = new LaneParameters(1, CPU);
        _ = new LaneLinear(parameters, "linear", 4, 4);
        parameters.Initialise([0]);
        using var adam = new LaneAdam(parameters, new LaneRates([1e-3]), WeightDecayKind.Decoupled);
        parameters.Gradients.fill_(1e-3);
        adam.Step(0);
        parameters.Gradients.zero_();

        for (var step = 1; step < 960; step++) adam.Step(step);                    // 0.9⁹⁶⁰ · 1e-4 is below 2⁻¹²⁶

        Assert.All(adam.State[0].data<float>().ToArray(), moment => Assert.Equal(0f, moment));
        Assert.All(adam.State[1].data<float>().ToArray(), moment => Assert.InRange(moment, 1e-12f, 1e-6f));
    }

    [Fact]
    public void The_scale_multiplies_the_learning_rate()
    {
        using var parameters = new LaneParameters(1, CPU);
        var layer = new LaneLinear(parameters, "linear", 1, 1);
        parameters.Initialise([0]);
        layer.Weight.Write(0, ones(1, 1));
        layer.Weight.Gradient.fill_(1);

        new LaneSgd(parameters, new LaneRates([0.5])).Step(0, scale: 0.25);

        Assert.Equal(0.875f, layer.Weight.Value.item<float>());
    }

    [Fact]
    public void State_has_a_row_for_each_lane()
    {
        using var parameters = new LaneParameters(3, CPU);
        _ = new LaneLinear(parameters, "linear", 2, 2);
        parameters.Initialise([0, 1, 2]);
        using var adam = new LaneAdam(parameters, new LaneRates([1, 1, 1]), WeightDecayKind.Decoupled);
        using var sgd = new LaneSgd(parameters, new LaneRates([1, 1, 1])) { Momentum = 0.9 };

        Assert.All(adam.State.Concat(sgd.State), state => Assert.Equal(parameters.Values.shape, state.shape));
    }

    private static optim.Optimizer Reference(OptimiserKind kind, Parameter[] parameters, LaneJob job)
    {
        var (rate, decay) = (job.LearningRate, job.WeightDecay);
        return kind switch
        {
            OptimiserKind.Adam => optim.Adam(parameters, rate, weight_decay: decay),
            OptimiserKind.AdamW => optim.AdamW(parameters, rate, weight_decay: decay),
            OptimiserKind.SgdWithMomentum => optim.SGD(parameters, rate, 0.9, weight_decay: decay),
            OptimiserKind.Nesterov => optim.SGD(parameters, rate, 0.9, weight_decay: decay, nesterov: true),
            OptimiserKind.RmsProp => optim.RMSProp(parameters, rate, weight_decay: decay),
            OptimiserKind.RmsPropWithMomentum => optim.RMSProp(parameters, rate, weight_decay: decay, momentum: 0.9),
            _ => throw new UnreachableException(),
        };
    }
}
