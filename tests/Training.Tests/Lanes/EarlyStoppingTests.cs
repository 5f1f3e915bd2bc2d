namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Xunit;
using static TorchSharp.torch;

[Collection(TorchCollection.Name)]
public sealed class EarlyStoppingTests : IDisposable
{
    private readonly LaneParameters _parameters = new(2, CPU);

    public void Dispose() => _parameters.Dispose();

    [Fact]
    public void A_lane_ends_after_so_many_epochs_without_an_improvement()
    {
        var stopping = new EarlyStopping(_parameters, patience: 2, higherIsBetter: true);

        Assert.Equal([false, false, false, false, true], Offer(stopping, 0, 0.5, 0.4, 0.6, 0.6, 0.5));
        Assert.Equal(0.6, stopping.Best(0));
        Assert.True(_parameters.IsFrozen(0));
    }

    [Fact]
    public void Its_neighbour_goes_on()
    {
        var stopping = new EarlyStopping(_parameters, patience: 1, higherIsBetter: true);

        Offer(stopping, 0, 0.5, 0.4);

        Assert.Equal([false, false, false], Offer(stopping, 1, 0.1, 0.2, 0.3));
        Assert.False(_parameters.IsFrozen(1));
    }

    [Fact]
    public void A_loss_improves_downwards()
    {
        var stopping = new EarlyStopping(_parameters, patience: 2, higherIsBetter: false);

        Assert.Equal([false, false, false, true], Offer(stopping, 0, 2, 1, 1.5, 1));
        Assert.Equal(1, stopping.Best(0));
    }

    [Fact]
    public void What_is_no_better_than_by_the_least_difference_is_no_improvement()
    {
        var stopping = new EarlyStopping(_parameters, patience: 2, higherIsBetter: true) { MinDelta = 0.25 };

        Assert.Equal([false, false, false, false, true], Offer(stopping, 0, 0.5, 0.75, 1, 1.25, 1.25));
        Assert.Equal(1, stopping.Best(0));    // 1 is better than 0.5 by enough, 1.25 than 1 is not
    }

    [Fact]
    public void No_value_is_no_improvement()
    {
        var stopping = new EarlyStopping(_parameters, patience: 3, higherIsBetter: true);

        Assert.Equal([false, false, false, true], Offer(stopping, 0, 0.5, null, double.NaN, 0.5));
        Assert.Equal(0.5, stopping.Best(0));
        Assert.Null(stopping.Best(1));
    }

    /// <summary>
    /// TinyMlp ends lane 1 in the middle of training: the rows of the others, and what it had by then.
    /// </summary>
    [Fact]
    public void A_lane_that_ended_keeps_its_bits_and_leaves_its_neighbours_theirs()
    {
        LaneJob[] jobs = [new(0), new(1, Steps: 20), new(2)];

        var packed = TinyMlp.Train(jobs, OptimiserKind.AdamW, steps: 60);

        for (var lane = 0; lane < 3; lane++)
            Assert.Equal(TinyMlp.Train([jobs[lane]], OptimiserKind.AdamW, steps: lane == 1 ? 20 : 60)[0], packed[lane]);
    }

    private static bool[] Offer(EarlyStopping stopping, int lane, params double?[] values) =>
        [.. values.Select(value => stopping.Offer(lane, value))];
}
