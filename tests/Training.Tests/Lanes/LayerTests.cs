namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Seedbed.Training.Randomness;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

/// <summary>Each layer with one lane computes what TorchSharp's module computes from the same parameters.</summary>
[Collection(TorchCollection.Name)]
public class LayerTests
{
    private static readonly DropoutSites NoDropout = new([0], [0]);

    [Theory]
    [InlineData(32, 64, 128), InlineData(5, 3, 7), InlineData(1, 1, 1)]
    public void A_linear_layer_is_torchs(int rows, int inputs, int outputs)
    {
        using var parameters = new LaneParameters(1, CPU);
        var layer = new LaneLinear(parameters, "linear", inputs, outputs);
        parameters.Initialise([0]);
        var x = SplitMix64.Uniform(1, [rows, inputs], 1);
        var module = nn.Linear(inputs, outputs);
        layer.Weight.Write(0, module.weight.t());
        layer.Bias.Write(0, module.bias!.unsqueeze(0));

        var y = layer.Forward(x.unsqueeze(0));
        parameters.Backward(y.square().sum([1, 2]));
        var expected = module.forward(x);
        expected.square().sum().backward();

        AssertClose(expected, y[0]);
        AssertClose(module.weight.grad!.t(), layer.Weight.Gradient[0]);
        AssertClose(module.bias!.grad!, layer.Bias.Gradient[0, 0]);
    }

    [Fact]
    public void Lanes_multiply_by_their_own_weights()
    {
        using var parameters = new LaneParameters(2, CPU);
        var layer = new LaneLinear(parameters, "linear", 3, 2);
        parameters.Initialise([0, 1]);
        var x = SplitMix64.Uniform(1, [2, 4, 3], 1);

        var y = layer.Forward(x);

        for (var lane = 0; lane < 2; lane++)
            AssertClose(x[lane].matmul(layer.Weight.Value[lane]) + layer.Bias.Value[lane], y[lane]);
    }

    [Fact]
    public void An_embedding_looks_up_each_lanes_own_table()
    {
        using var parameters = new LaneParameters(2, CPU);
        var layer = new LaneEmbedding(parameters, "embedding", 5, 3);
        parameters.Initialise([0, 1]);
        var indices = tensor(new long[] { 0, 4, 4, 2, 1, 0 }, [2, 3]);

        var y = layer.Forward(indices);
        parameters.Backward(y.sum([1, 2]));

        Assert.Equal([2L, 3, 3], y.shape);
        AssertClose(layer.Weight.Value[0][indices[0]], y[0]);
        AssertClose(layer.Weight.Value[1][indices[1]], y[1]);
        Assert.Equal([1f, 0, 0, 0, 2], layer.Weight.Gradient[0].select(1, 0).contiguous().data<float>().ToArray());
        Assert.Equal([1f, 1, 1, 0, 0], layer.Weight.Gradient[1].select(1, 0).contiguous().data<float>().ToArray());
    }

    [Fact]
    public void Layer_normalisation_is_torchs()
    {
        using var parameters = new LaneParameters(1, CPU);
        var layer = new LaneLayerNorm(parameters, "norm", 6);
        parameters.Initialise([0]);
        var x = SplitMix64.Uniform(1, [4, 6], 3);
        var module = nn.LayerNorm(6);
        using (no_grad())
        {
            module.weight!.copy_(SplitMix64.Uniform(2, [6], 1));
            module.bias!.copy_(SplitMix64.Uniform(3, [6], 1));
        }

        layer.Scale.Write(0, module.weight!.unsqueeze(0));
        layer.Shift.Write(0, module.bias!.unsqueeze(0));

        var y = layer.Forward(x.unsqueeze(0));
        parameters.Backward(y.square().sum([1, 2]));
        var expected = module.forward(x);
        expected.square().sum().backward();

        AssertClose(expected, y[0]);
        AssertClose(module.weight!.grad!, layer.Scale.Gradient[0, 0]);
        AssertClose(module.bias!.grad!, layer.Shift.Gradient[0, 0]);
    }

    [Fact]
    public void Attention_is_torchs_and_ignores_padding()
    {
        const int batch = 3, tokens = 5, width = 8;
        using var parameters = new LaneParameters(1, CPU);
        var layer = new LaneAttention(parameters, NoDropout, "attention", width, heads: 2);
        parameters.Initialise([3]);
        var x = SplitMix64.Uniform(1, [batch, tokens, width], 1);
        var padding = zeros(batch, tokens, dtype: ScalarType.Bool);
        padding[0, 4] = true;
        padding[2, 1] = true;
        var module = nn.MultiheadAttention(width, 2);
        CopyInto(module, parameters);

        var y = layer.Forward(x.unsqueeze(0), LaneAttention.ScoresOf(padding.unsqueeze(0)), step: 0);

        var sequenceFirst = x.transpose(0, 1);
        var (expected, _) = module.forward(sequenceFirst, sequenceFirst, sequenceFirst, padding, false, null!);
        AssertClose(expected.transpose(0, 1), y[0]);
    }

    [Fact]
    public void Attention_over_padding_alone_stays_finite()
    {
        using var parameters = new LaneParameters(1, CPU);
        var layer = new LaneAttention(parameters, NoDropout, "attention", 8, heads: 2);
        parameters.Initialise([3]);

        var scores = LaneAttention.ScoresOf(ones(1, 1, 4, dtype: ScalarType.Bool));
        var y = layer.Forward(ones(1, 1, 4, 8), scores, step: null);

        Assert.True(y.isfinite().all().item<bool>());
    }

    [Fact]
    public void A_transformer_block_has_the_gradient_of_its_finite_differences()
    {
        using var parameters = new LaneParameters(1, CPU);
        var dropout = new DropoutSites([1], [0.3]);
        var block = new LaneTransformerBlock(parameters, dropout, "block", width: 4, heads: 2, hidden: 6);
        parameters.Initialise([5]);
        var x = SplitMix64.Uniform(1, [1, 2, 3, 4], 1);
        var scores = LaneAttention.ScoresOf(zeros(1, 2, 3, dtype: ScalarType.Bool));
        Tensor Loss() => block.Forward(x, scores, step: 4).square().sum([1, 2, 3]);
        parameters.Backward(Loss());

        foreach (var parameter in parameters.All)
        {
            var direction = SplitMix64.Uniform(100 + parameter.Index, [.. parameter.Shape], 1);
            var slope = (parameter.Gradient[0] * direction).sum().item<float>();

            Assert.Equal(slope, Slope(parameter, direction, Loss), 0.02 + 0.02 * Math.Abs(slope));
        }
    }

    private static double Slope(LaneParameter parameter, Tensor direction, Func<Tensor> loss)
    {
        const double distance = 1e-2;
        using var noGradient = no_grad();
        var centre = parameter.Value[0].clone();
        parameter.Write(0, centre + direction * distance);
        var above = loss().item<float>();
        parameter.Write(0, centre - direction * distance);
        var below = loss().item<float>();
        parameter.Write(0, centre);
        return (above - below) / (2 * distance);
    }

    private static void CopyInto(nn.Module module, LaneParameters parameters)
    {
        using var noGradient = no_grad();
        var named = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        named["in_proj_weight"].copy_(parameters.All[0].Value[0].t());
        named["in_proj_bias"].copy_(parameters.All[1].Value[0, 0]);
        named["out_proj.weight"].copy_(parameters.All[2].Value[0].t());
        named["out_proj.bias"].copy_(parameters.All[3].Value[0, 0]);
    }

    private static void AssertClose(Tensor expected, Tensor actual) =>
        Assert.True(allclose(expected, actual, rtol: 1e-5, atol: 1e-5), $"{expected.str()}\nis not\n{actual.str()}");
}
