namespace Seedbed.Training.Tests.Lanes;

using System.Diagnostics;
using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Xunit;

public enum OptimiserKind
{
    Adam,
    AdamW,
    SgdWithMomentum,
    Nesterov,
    RmsProp,
    RmsPropWithMomentum,
}

public static class OptimiserKinds
{
    public static TheoryData<OptimiserKind> All => [.. Enum.GetValues<OptimiserKind>()];

    internal static ILaneOptimiser Make(this OptimiserKind kind, LaneParameters parameters, IReadOnlyList<LaneJob> jobs)
    {
        var rates = new LaneRates([.. jobs.Select(job => job.LearningRate)], [.. jobs.Select(job => job.WeightDecay)]);
        return kind switch
        {
            OptimiserKind.Adam => new LaneAdam(parameters, rates, WeightDecayKind.Gradient),
            OptimiserKind.AdamW => new LaneAdam(parameters, rates, WeightDecayKind.Decoupled),
            OptimiserKind.SgdWithMomentum => new LaneSgd(parameters, rates) { Momentum = 0.9 },
            OptimiserKind.Nesterov => new LaneSgd(parameters, rates) { Momentum = 0.9, Nesterov = true },
            OptimiserKind.RmsProp => new LaneRmsProp(parameters, rates),
            OptimiserKind.RmsPropWithMomentum => new LaneRmsProp(parameters, rates) { Momentum = 0.9 },
            _ => throw new UnreachableException(),
        };
    }
}
