namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Seedbed.Training.Randomness;
using Xunit;
using static TorchSharp.torch;

[Collection(TorchCollection.Name)]
public class ClippingTests
{
    [Fact]
    public void Only_the_lane_with_a_long_gradient_is_shortened()
    {
        using var parameters = new LaneParameters(2, CPU);
        var layer = new LaneLinear(parameters, "linear", 3, 1);
        parameters.Initialise([0, 1]);
        layer.Weight.Gradient[0].copy_(tensor([3f, 0, 4], [3, 1]));
        layer.Weight.Gradient[1].copy_(tensor([0f, 0.5f, 0], [3, 1]));

        var lengths = GradientClipping.Clip(parameters, longest: 1);

        Assert.Equal([5.0, 0.5], lengths);
        Assert.Equal(1, layer.Weight.Gradient[0].norm().item<float>(), 1e-5);
        Assert.Equal([0f, 0.5f, 0], layer.Weight.Gradient[1].contiguous().data<float>().ToArray());
    }

    [Fact]
    public void A_gradient_that_is_not_finite_has_a_length_that_says_so()
    {
        using var parameters = new LaneParameters(1, CPU);
        var layer = new LaneLinear(parameters, "linear", 3, 1);
        parameters.Initialise([0]);
        layer.Bias.Gradient.fill_(float.NaN);

        Assert.Equal([double.NaN], GradientClipping.Clip(parameters, longest: 1));
    }

    [Fact]
    public void Elements_are_clipped_each_on_its_own()
    {
        using var parameters = new LaneParameters(2, CPU);
        var layer = new LaneLinear(parameters, "linear", 3, 1);
        parameters.Initialise([0, 1]);
        layer.Weight.Gradient[0].copy_(tensor([3f, -0.5f, -4], [3, 1]));
        layer.Weight.Gradient[1].copy_(tensor([0f, float.NaN, float.NegativeInfinity], [3, 1]));

        GradientClipping.ClipElements(parameters, largest: 2);

        Assert.Equal([2f, -0.5f, -2, 0, float.NaN, -2], layer.Weight.Gradient.contiguous().data<float>().ToArray());
    }
}
