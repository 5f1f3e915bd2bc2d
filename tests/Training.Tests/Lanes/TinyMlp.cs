namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Checkpoints;
using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>One lane's job.</summary>
/// <param name="Steps">After which it is frozen.</param>
public readonly record struct LaneJob(
    long Seed, double LearningRate = 3e-3, double WeightDecay = 0.01, double Dropout = 0.2, int Steps = int.MaxValue);

/// <summary>Is handed a lane's way of passing its state through.</summary>
internal delegate void Exchange(int lane, Action<LaneState> pass);

/// <summary>A classifier of random points with dropout and odd sizes, trained as a pack of any jobs.</summary>
internal static class TinyMlp
{
    private const int Rows = 99;
    private const int Batch = 33;

    /// <summary>Trains and returns each lane's parameters, a row for each job.</summary>
    internal static float[][] Train(IReadOnlyList<LaneJob> jobs, OptimiserKind kind, int steps) =>
        Train(jobs, kind, 0, steps, (_, _) => { }, (_, _) => { });

    /// <summary>Trains from step <paramref name="from"/> on.</summary>
    /// <param name="begin">Called for each lane before the first step.</param>
    /// <param name="end">Called for each lane after the last.</param>
    internal static float[][] Train(
        IReadOnlyList<LaneJob> jobs, OptimiserKind kind, int from, int steps, Exchange begin, Exchange end)
    {
        using var scope = NewDisposeScope();
        var seeds = jobs.Select(job => job.Seed).ToArray();
        var points = SplitMix64.Uniform(7, [Rows, 11], 1).DetachFromDisposeScope();                // [rows, 11]
        var labels = points.narrow(1, 0, 5).argmax(1);                                             // [rows]

        using var parameters = new LaneParameters(jobs.Count, CPU);
        var dropout = new DropoutSites(seeds, [.. jobs.Select(job => job.Dropout)]);
        var first = new LaneLinear(parameters, "first", 11, 37);
        var firstDropout = dropout.Next();
        var second = new LaneLinear(parameters, "second", 37, 5);
        parameters.Initialise(seeds);
        using var optimiser = kind.Make(parameters, jobs);

        Pass(begin);
        for (var step = from; step < steps; step++)
        {
            using var stepScope = NewDisposeScope();
            var rows = EpochOrder.Of(seeds, step / 3, Rows).narrow(1, step % 3 * Batch, Batch);    // [lanes, batch]
            var x = points[rows];                                                                  // [lanes, batch, 11]
            var logits = second.Forward(firstDropout.Forward(first.Forward(x).relu(), step));      // [lanes, batch, 5]
            var losses = LaneLoss.CrossEntropy(logits, labels[rows]);                              // [lanes]

            parameters.Backward(losses);
            FreezeDiverged(parameters, losses);
            foreach (var (lane, _) in jobs.Index().Where(entry => entry.Item.Steps <= step)) parameters.Freeze(lane);
            optimiser.Step(step);
        }

        Pass(end);
        return [.. Enumerable.Range(0, jobs.Count).Select(lane => parameters.Values[lane].data<float>().ToArray())];

        void Pass(Exchange exchange)
        {
            for (var lane = 0; lane < jobs.Count; lane++)
            {
                exchange(lane, state =>
                {
                    parameters.Exchange(lane, state);
                    optimiser.Exchange(lane, state);
                });
            }
        }
    }

    private static void FreezeDiverged(LaneParameters parameters, Tensor losses)
    {
        var finite = losses.isfinite().data<bool>().ToArray();
        for (var lane = 0; lane < finite.Length; lane++)
            if (!finite[lane]) parameters.Freeze(lane);
    }
}
