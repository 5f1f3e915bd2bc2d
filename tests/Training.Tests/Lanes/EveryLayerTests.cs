namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Randomness;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

/// <summary>
/// What holds for every layer: lanes are alone, gradients are slopes, and one lane is what TorchSharp computes.
/// </summary>
[Collection(TorchCollection.Name)]
public class EveryLayerTests
{
    private static readonly long[][] Packs = [[4, 2], [1, 0, 5], [6, 7, 3, 1, 0, 2, 5, 4]];

    public static TheoryData<string> Layers => [.. LayerCases.All.Select(layer => layer.Name)];

    public static TheoryData<string> TorchLayers =>
        [.. LayerCases.All.Where(layer => layer.Torch is not null).Select(layer => layer.Name)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_lane_is_bit_equal_to_its_job_alone(string name)
    {
        var layer = Case(name);
        var alone = Enumerable.Range(0, 8).Select(seed => Train(layer, [seed])[0]).ToArray();

        foreach (var pack in Packs)
        {
            var packed = Train(layer, pack);
            for (var lane = 0; lane < pack.Length; lane++) Assert.Equal(alone[pack[lane]], packed[lane]);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Its_gradients_are_finite_differences(string name)
    {
        using var scope = NewDisposeScope();
        var layer = Case(name);
        using var parameters = new LaneParameters(1, CPU);
        var forward = layer.Build(parameters, new DropoutSites([1], [0.3]));
        parameters.Initialise([5]);
        using var x = InputOf(layer, [5], step: 0).requires_grad_();
        Tensor Loss() => Weighted(forward(x, 4));

        var loss = Loss();
        var ofInput = autograd.grad([loss.sum()], [x], retain_graph: true)[0];
        parameters.Backward(loss);

        AssertSlope(ofInput, x, Loss, stream: 99);
        foreach (var parameter in parameters.All)
            AssertSlope(parameter.Gradient, parameter.Value, Loss, stream: 100 + parameter.Index);
    }

    /// <summary>Output, gradients and output when evaluating, to 1e-5 of their largest element and 1e-5 more.</summary>
    [Theory]
    [MemberData(nameof(TorchLayers))]
    public void One_lane_is_torchs_module(string name)
    {
        using var scope = NewDisposeScope();
        var layer = Case(name);
        using var parameters = new LaneParameters(1, CPU);
        var forward = layer.Build(parameters, new DropoutSites([0], [0]));
        parameters.Initialise([3]);
        var torch = layer.Torch!();
        var named = torch.Module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        var pairs = parameters.All.Zip(
            torch.Parameters, (lane, module) => (Lane: lane, Module: named[module.Name], module.Arrange)).ToList();
        using (no_grad())
        {
            foreach (var pair in pairs) pair.Module.copy_(pair.Arrange(pair.Lane.Value[0]));
        }

        using var x = InputOf(layer, [3], step: 0).requires_grad_();
        using var same = x[0].detach().clone().requires_grad_();

        var y = forward(x, 0);
        var ofInput = autograd.grad([Weighted(y).sum()], [x], retain_graph: true)[0];
        parameters.Backward(Weighted(y));
        var expected = torch.Forward(same);
        Weighted(expected.unsqueeze(0)).sum().backward();

        Assert.Equal(named.Count, parameters.All.Count);
        AssertClose(expected, y[0]);
        AssertClose(same.grad!, ofInput[0]);
        foreach (var pair in pairs) AssertClose(pair.Module.grad!, pair.Arrange(pair.Lane.Gradient[0]));

        torch.Module.eval();
        AssertClose(torch.Forward(same), forward(x, null)[0]);
    }

    /// <returns>
    /// For each job, to be compared bit by bit: all outputs, all gradients of the input, the row it ended with.
    /// </returns>
    private static float[][] Train(LayerCase layer, long[] seeds)
    {
        using var scope = NewDisposeScope();
        using var parameters = new LaneParameters(seeds.Length, CPU);
        var forward = layer.Build(parameters, new DropoutSites(seeds, [.. seeds.Select(_ => 0.3)]));
        _ = parameters.Add("last", Initialisers.Normal(1), 5);    // rows end elsewhere than the layer does
        parameters.Initialise(seeds);
        using var optimiser = new LaneSgd(parameters, new LaneRates([.. seeds.Select(seed => 1e-3 * (1 + seed))]));
        var traces = seeds.Select(_ => new List<float>()).ToArray();

        for (var step = 0; step < 4; step++)
        {
            var x = InputOf(layer, seeds, step).requires_grad_();
            var y = forward(x, step);
            var losses = Weighted(y) + parameters.All[^1].Value.square().sum([1]);
            Record(autograd.grad([losses.sum()], [x], retain_graph: true)[0]);
            parameters.Backward(losses);
            optimiser.Step(step);
            Record(y);
        }

        Record(forward(InputOf(layer, seeds, 4), null));
        Record(parameters.Values);
        return [.. traces.Select(trace => trace.ToArray())];

        void Record(Tensor tensor)
        {
            var values = tensor.detach();
            for (var lane = 0; lane < seeds.Length; lane++)
                traces[lane].AddRange(values[lane].contiguous().data<float>());
        }
    }

    /// <summary>A loss in which every element of y counts differently.</summary>
    private static Tensor Weighted(Tensor y)
    {
        var flat = y.flatten(1);
        return (flat.square() * SplitMix64.Uniform(8, [1, flat.shape[1]], 1)).sum([1]);
    }

    /// <returns>[lanes, …], a lane's numbers by its seed and the step.</returns>
    private static Tensor InputOf(LayerCase layer, long[] seeds, int step) =>
        stack([.. seeds.Select(seed => SplitMix64.Uniform(1000 * (seed + 1) + step, layer.Input, 1))]);

    /// <summary>
    /// Along a random direction, to within 2 % and 0.01: a float32 loss of about 10 is known to 1e-6.
    /// </summary>
    private static void AssertSlope(Tensor gradient, Tensor value, Func<Tensor> loss, long stream)
    {
        const double distance = 2e-3;
        using var noGradient = no_grad();
        var direction = SplitMix64.Uniform(stream, value.shape, 1);
        var slope = (gradient * direction).sum().item<float>();
        var centre = value.clone();
        value.copy_(centre + direction * distance);
        var above = loss().item<float>();
        value.copy_(centre - direction * distance);
        var below = loss().item<float>();
        value.copy_(centre);

        Assert.Equal(slope, (above - below) / (2 * distance), 0.01 + 0.02 * Math.Abs(slope));
    }

    private static LayerCase Case(string name) => LayerCases.All.Single(layer => layer.Name == name);

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        var most = 1e-5 * (1 + expected.abs().max().item<float>());
        Assert.True(allclose(expected, actual, rtol: 0, atol: most), $"{expected.str()}\nis not\n{actual.str()}");
    }
}
