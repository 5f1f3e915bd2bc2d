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
    public static StepModel Transformer { get; } = Encoder(
        "sequence-classifier", batch: 256, new(Symbols: 28, Length: 8, Width: 64, Hidden: 128, Classes: 24));

    /// <summary>factor-classifier's: two blocks 32 wide, four heads, 256 rows of 10 factors, 4 classes.</summary>
    public static StepModel Factors { get; } = Encoder(
        "factor-classifier, transformer", batch: 256,
        new(Symbols: 1_000, Length: 10, Width: 32, Hidden: 64, Classes: 4));

    /// <summary>factor-classifier's other body: the tokens of 10 factors side by side, two layers 64 wide.</summary>
    public static StepModel FactorsSideBySide { get; } = new("factor-classifier, mlp", [256, 10], 4, 1_000,
        parameters =>
        {
            var embedding = new LaneEmbedding(parameters, "embedding", 1_000, 32);
            var first = new LaneLinear(parameters, "first", 10 * 32, 64);
            var second = new LaneLinear(parameters, "second", 64, 64);
            var output = new LaneLinear(parameters, "output", 64, 4);
            return symbols =>
            {
                var x = LaneActivation.Gelu(first.Forward(embedding.Forward(symbols).flatten(2)));
                return output.Forward(LaneActivation.Gelu(second.Forward(x)));
            };
        },
        () => nn.Sequential(
            nn.Embedding(1_000, 32), nn.Flatten(), nn.Linear(10 * 32, 64), nn.GELU(), nn.Linear(64, 64), nn.GELU(),
            nn.Linear(64, 4)));

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

    private static StepModel Encoder(string name, long batch, EncoderSize size) => new(
        name, [batch, size.Length], size.Classes, size.Symbols,
        parameters =>
        {
            var dropout = new DropoutSites(new long[parameters.Lanes], new double[parameters.Lanes]);
            var embedding = new LaneEmbedding(parameters, "embedding", size.Symbols, size.Width);
            var positions = parameters.Add("positions", Initialisers.Normal(0.1), size.Length, size.Width);
            LaneTransformerBlock[] blocks =
            [
                .. Enumerable.Range(0, size.Blocks).Select(block => new LaneTransformerBlock(
                    parameters, dropout, $"block-{block}", size.Width, size.Heads, size.Hidden)),
            ];
            var norm = new LaneLayerNorm(parameters, "norm", size.Width);
            var output = new LaneLinear(parameters, "output", size.Width, size.Classes);
            return symbols =>
            {
                var x = embedding.Forward(symbols) + positions.Value.unsqueeze(1);    // [lanes, batch, length, width]
                foreach (var block in blocks) x = block.Forward(x, padding: null, step: null);
                return output.Forward(norm.Forward(x.mean([2])));
            };
        },
        () => new PreNormEncoder(size));
}
