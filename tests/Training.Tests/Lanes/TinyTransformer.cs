namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>A transformer on random token rows with padding, dropout, class weights, clipping and odd sizes.</summary>
internal static class TinyTransformer
{
    private const int Rows = 21;
    private const int Batch = 7;
    private const int Tokens = 5;
    private const int Width = 12;
    private const int Classes = 3;

    /// <summary>Trains and returns each lane's parameters, a row for each job.</summary>
    internal static float[][] Train(IReadOnlyList<LaneJob> jobs, OptimiserKind kind, int steps)
    {
        using var scope = NewDisposeScope();
        var seeds = jobs.Select(job => job.Seed).ToArray();
        var tokens = SplitMix64.Uniform(7, [Rows, Tokens], 4.5).add(4.5).to(int64);    // [rows, tokens], 0 … 8
        var labels = tokens.sum(1) % Classes;    // [rows]
        var classWeights = tensor([0.5f, 1, 2]).unsqueeze(0);    // [1, classes]

        using var parameters = new LaneParameters(jobs.Count, CPU);
        var dropout = new DropoutSites(seeds, [.. jobs.Select(job => job.Dropout)]);
        var embedding = new LaneEmbedding(parameters, "embedding", 9, Width);
        var block = new LaneTransformerBlock(parameters, dropout, "block", Width, heads: 2, hidden: 18);
        var norm = new LaneLayerNorm(parameters, "norm", Width);
        var output = new LaneLinear(parameters, "output", Width, Classes);
        parameters.Initialise(seeds);
        using var optimiser = kind.Make(parameters, jobs);

        for (var step = 0; step < steps; step++)
        {
            using var stepScope = NewDisposeScope();
            var rows = EpochOrder.Of(seeds, step / 3, Rows).narrow(1, step % 3 * Batch, Batch);    // [lanes, batch]
            var x = tokens[rows];    // [lanes, batch, tokens]
            var encoded = block.Forward(embedding.Forward(x), padding: x.eq(0), step); // [lanes, batch, tokens, width]
            var logits = output.Forward(norm.Forward(encoded.mean([2])));    // [lanes, batch, classes]
            parameters.Backward(LaneLoss.CrossEntropy(logits, labels[rows], classWeights));
            GradientClipping.Clip(parameters, longest: 0.5);
            optimiser.Step(step);
        }

        return [.. Enumerable.Range(0, jobs.Count).Select(lane => parameters.Values[lane].data<float>().ToArray())];
    }
}
