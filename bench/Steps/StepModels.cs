namespace Seedbed.Bench.Steps;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>The models of the built-in programs at their defaults, and a small network for images.</summary>
internal static class StepModels
{
    private static readonly Window Same = new(3, Padding: 1);
    private static readonly Window Halving = new(2, Stride: 2);

    /// <summary>mlp-teacher's: 64-128-128-10, 32 rows.</summary>
    public static StepModel Perceptron { get; } = new("mlp-teacher", [32, 64], 10, null,
        parameters =>
        {
            var first = new LaneLinear(parameters, "first", 64, 128);
            var second = new LaneLinear(parameters, "second", 128, 128);
            var third = new LaneLinear(parameters, "third", 128, 10);
            return x => third.Forward(second.Forward(first.Forward(x).relu()).relu());
        },
        () => nn.Sequential(
            nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10)));

    /// <summary>sequence-classifier's: two blocks 64 wide, four heads, 256 words of 8 letters, 24 classes.</summary>
    public static StepModel Transformer { get; } = new("sequence-classifier", [256, 8], 24, 28,
        parameters =>
        {
            var dropout = new DropoutSites(new long[parameters.Lanes], new double[parameters.Lanes]);
            var embedding = new LaneEmbedding(parameters, "embedding", 28, PreNormEncoder.Width);
            var positions = parameters.Add("positions", Initialisers.Normal(0.1), 8, PreNormEncoder.Width);
            LaneTransformerBlock[] blocks = [Block("first"), Block("second")];
            var norm = new LaneLayerNorm(parameters, "norm", PreNormEncoder.Width);
            var output = new LaneLinear(parameters, "output", PreNormEncoder.Width, 24);
            return symbols =>
            {
                var x = embedding.Forward(symbols) + positions.Value.unsqueeze(1);    // [lanes, batch, length, width]
                foreach (var block in blocks) x = block.Forward(x, padding: null, step: null);
                return output.Forward(norm.Forward(x.mean([2])));
            };

            LaneTransformerBlock Block(string name) =>
                new(parameters, dropout, name, PreNormEncoder.Width, PreNormEncoder.Heads, PreNormEncoder.Hidden);
        },
        () => new PreNormEncoder(symbols: 28, length: 8, blocks: 2, classes: 24));

    /// <summary>Two convolutions with batch norm and pools, 32 images of 16×16.</summary>
    public static StepModel Convolution { get; } = new("convolution", [32, 1, 16, 16], 10, null,
        parameters =>
        {
            var first = new LaneConv2d(parameters, "first", 1, 8, Same, Same);
            var firstNorm = new LaneBatchNorm(parameters, "first-norm", 8);
            var second = new LaneConv2d(parameters, "second", 8, 16, Same, Same);
            var secondNorm = new LaneBatchNorm(parameters, "second-norm", 16);
            var output = new LaneLinear(parameters, "output", 16 * 4 * 4, 10);
            return x =>
            {
                x = LanePooling.Max(firstNorm.Forward(first.Forward(x), step: 0).relu(), Halving, Halving);
                x = LanePooling.Max(secondNorm.Forward(second.Forward(x), step: 0).relu(), Halving, Halving);
                return output.Forward(x.flatten(2));
            };
        },
        () => nn.Sequential(
            nn.Conv2d(1, 8, 3, padding: 1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding: 1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(16 * 4 * 4, 10)));
}
