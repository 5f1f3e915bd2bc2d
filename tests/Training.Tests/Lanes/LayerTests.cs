namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Seedbed.Training.Randomness;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

/// <summary>What is particular to a layer; <see cref="EveryLayerTests"/> has what holds for all.</summary>
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

        var y = layer.Forward(x.unsqueeze(0), padding.unsqueeze(0), step: 0);

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

        var y = layer.Forward(ones(1, 1, 4, 8), padding: ones(1, 1, 4, dtype: ScalarType.Bool), step: null);

        Assert.True(y.isfinite().all().item<bool>());
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
