namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>All layers, in sizes that fill neither vectors nor cache lines.</summary>
internal static class LayerCases
{
    private static readonly Window Three = new(3);
    private static readonly Window Same = new(3, Padding: 1);
    private static readonly Window Odd = new(3, Stride: 2, Padding: 1, Dilation: 2);
    private static readonly Window Halving = new(2, Stride: 2);

    internal static IReadOnlyList<LayerCase> All { get; } =
    [
        new("linear", [5, 7], (parameters, _) => Plain(new LaneLinear(parameters, "linear", 7, 3).Forward),
            () => new(nn.Linear(7, 3), ("weight", w => w.t()), ("bias", b => b[0]))),
        new("layer norm", [5, 7], (parameters, _) => Plain(new LaneLayerNorm(parameters, "norm", 7).Forward),
            () => new(nn.LayerNorm(7), ("weight", w => w[0]), ("bias", b => b[0]))),
        new("dropout", [5, 7], (parameters, sites) =>
        {
            var (linear, dropout) = (new LaneLinear(parameters, "linear", 7, 3), sites.Next());
            return (x, step) => dropout.Forward(linear.Forward(x), step);
        }),
        new("feed-forward", [5, 7],
            (parameters, sites) => new LaneFeedForward(parameters, sites, "feed", 7, 9).Forward),
        new("attention", [3, 5, 6], (parameters, sites) =>
        {
            var attention = new LaneAttention(parameters, sites, "attention", 6, heads: 2);
            return (x, step) => attention.Forward(x, null, step);
        }, () => Attention(6, 2)),
        new("attention with padding", [3, 5, 6], (parameters, sites) =>
        {
            var attention = new LaneAttention(parameters, sites, "attention", 6, heads: 2);
            return (x, step) => attention.Forward(x, x.select(3, 0).gt(0.3), step);
        }),
        new("attention with gated heads", [3, 5, 6], (parameters, sites) =>
        {
            var attention = new LaneAttention(parameters, sites, "attention", 6, heads: 2);
            var gates = new LaneHeadGates(parameters, "gates", 6, heads: 2);
            return (x, step) => attention.Forward(x, null, step, gates.Forward(x.mean([2])));
        }),
        new("transformer block", [2, 3, 4], (parameters, sites) =>
        {
            var block = new LaneTransformerBlock(parameters, sites, "block", width: 4, heads: 2, hidden: 6);
            return (x, step) => block.Forward(x, null, step);
        }),
        new("gated recurrent unit", [3, 4, 5],
            (parameters, _) => Plain(new LaneGru(parameters, "gru", 5, 7).Forward), () => Gru(5, 7)),
        new("batch norm", [5, 3], (parameters, _) => new LaneBatchNorm(parameters, "norm", 3).Forward,
            () => new(nn.BatchNorm1d(3), ("weight", w => w[.., 0]), ("bias", b => b[.., 0]))),
        new("batch norm of images", [3, 5, 2, 3], (parameters, _) => new LaneBatchNorm(parameters, "norm", 5).Forward,
            () => new(nn.BatchNorm2d(5), ("weight", w => w[.., 0]), ("bias", b => b[.., 0]))),

        new("batch norm between layers", [5, 3], (parameters, _) =>
        {
            var (first, norm) = (new LaneLinear(parameters, "first", 3, 4), new LaneBatchNorm(parameters, "norm", 4));
            var second = new LaneLinear(parameters, "second", 4, 2);
            return (x, step) => second.Forward(norm.Forward(first.Forward(x), step));
        }, () => new(
            nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2)),
            ("0.weight", w => w.t()), ("0.bias", b => b[0]), ("1.weight", w => w[.., 0]), ("1.bias", b => b[.., 0]),
            ("2.weight", w => w.t()), ("2.bias", b => b[0]))),

        Conv1d("convolution in one dimension", 3, 5, Three, 1),
        Conv1d("convolution in one dimension, strided, padded, dilated, in groups", 6, 9, Odd, 3),
        Conv2d("convolution", 3, 5, Three, Three, 1),
        Conv2d("convolution of one channel", 1, 16, Three, Three, 1),
        Conv2d("convolution of oblong windows", 3, 5, new(1), new(5, Stride: 3, Padding: 2), 1),
        Conv2d("convolution, strided, padded, dilated, in groups", 4, 6, Odd, Same, 2),
        Conv2d("convolution, a group for each channel", 5, 5, Three, Odd, 5),
        Conv2d("convolution of single elements", 5, 3, new(1), new(1), 1),
        Conv2d("convolution of more and larger images", 3, 8, Same, Same, 1, [9, 3, 13, 13]),

        LayerCase.Fixed("max pool in one dimension", [2, 3, 9], x => LanePooling.Max(x, Odd),
            x => nn.functional.max_pool1d(x, 3, 2, 1, 2)),
        LayerCase.Fixed("max pool", [2, 3, 7, 9], x => LanePooling.Max(x, Halving, Odd),
            x => nn.functional.max_pool2d(x, (2, 3), (2, 2), (0, 1), (1, 2))),
        LayerCase.Fixed("average pool in one dimension", [2, 3, 9],
            x => LanePooling.Average(x, Same with { Stride = 2 }), x => nn.functional.avg_pool1d(x, 3, 2, 1)),
        LayerCase.Fixed("average pool", [2, 3, 7, 9], x => LanePooling.Average(x, Halving, Same),
            x => nn.functional.avg_pool2d(x, (2, 3), (2, 1), (0, 1))),
        LayerCase.Fixed("sigmoid", [5, 7], LaneActivation.Sigmoid, x => x.sigmoid()),
        LayerCase.Fixed("tanh", [5, 7], LaneActivation.Tanh, x => x.tanh()),
        LayerCase.Fixed("gelu", [5, 7], LaneActivation.Gelu, x => nn.functional.gelu(x)),
        LayerCase.Fixed("silu", [5, 7], LaneActivation.Silu, x => nn.functional.silu(x)),
    ];

    private static LayerCase Conv1d(string name, long inputs, long outputs, Window window, long groups) =>
        new(name, [2, inputs, 11],
            (parameters, _) => Plain(new LaneConv1d(parameters, "conv", inputs, outputs, window, groups).Forward),
            () => new(
                nn.Conv1d(inputs, outputs, window.Size, window.Stride, window.Padding, window.Dilation, groups: groups),
                ("weight", w => w.view(outputs, inputs / groups, window.Size)), ("bias", b => b[.., 0])));

    private static LayerCase Conv2d(
        string name, long inputs, long outputs, Window height, Window width, long groups, long[]? input = null) =>
        new(name, input ?? [2, inputs, 7, 9],
            (parameters, _) =>
                Plain(new LaneConv2d(parameters, "conv", inputs, outputs, height, width, groups).Forward),
            () => new(
                nn.Conv2d(inputs, outputs, (height.Size, width.Size), (height.Stride, width.Stride),
                    (height.Padding, width.Padding), (height.Dilation, width.Dilation), groups: groups),
                ("weight", w => w.view(outputs, inputs / groups, height.Size, width.Size)), ("bias", b => b[.., 0])));

    private static TorchModule Attention(long width, long heads)
    {
        var module = nn.MultiheadAttention(width, heads);
        Tensor Forward(Tensor x)
        {
            var tokens = x.transpose(0, 1);
            return module.forward(tokens, tokens, tokens, null!, false, null!).Item1.transpose(0, 1);
        }

        return new(module, Forward,
            ("in_proj_weight", w => w.t()), ("in_proj_bias", b => b[0]),
            ("out_proj.weight", w => w.t()), ("out_proj.bias", b => b[0]));
    }

    private static TorchModule Gru(long inputs, long hidden)
    {
        var module = nn.GRU(inputs, hidden, batchFirst: true);
        return new(module, x => module.forward(x, null).Item1,
            ("weight_ih_l0", w => w.t()), ("bias_ih_l0", b => b[0]),
            ("weight_hh_l0", w => w.t()), ("bias_hh_l0", b => b[0]));
    }

    private static Func<Tensor, long?, Tensor> Plain(Func<Tensor, Tensor> forward) => (x, _) => forward(x);
}
