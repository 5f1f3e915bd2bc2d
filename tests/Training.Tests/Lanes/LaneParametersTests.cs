namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

[Collection(TorchCollection.Name)]
public class LaneParametersTests
{
    [Fact]
    public void A_lane_begins_as_its_seed_says_in_any_pack()
    {
        using var alone = Initialised([7]);
        using var pack = Initialised([3, 7]);

        Assert.Equal(Row(alone, 0), Row(pack, 1));
        Assert.NotEqual(Row(pack, 0), Row(pack, 1));
    }

    [Fact]
    public void A_row_can_go_on_in_another_pack()
    {
        using var from = Initialised([3, 7]);
        using var to = Initialised([0]);

        using (no_grad()) to.Values[0].copy_(from.Values[1]);

        Assert.Equal(from.All[2].Value[1].data<float>().ToArray(), to.All[2].Value[0].data<float>().ToArray());
    }

    [Fact]
    public void Every_block_begins_on_a_cache_line() =>
        Assert.All(Initialised([0, 1]).All, parameter => Assert.Equal(0, parameter.Offset * sizeof(float) % 64));

    [Fact]
    public void No_parameter_comes_after_the_beginning()
    {
        using var parameters = Initialised([0]);

        Assert.Throws<InvalidOperationException>(() => new LaneLinear(parameters, "late", 2, 2));
    }

    [Fact]
    public void A_parameter_has_no_value_before_the_beginning()
    {
        using var parameters = new LaneParameters(1, CPU);
        var layer = new LaneLinear(parameters, "linear", 2, 2);
        var mistake = Assert.Throws<InvalidOperationException>(() => layer.Weight.Value);

        Assert.Contains("'linear.weight'", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statistic_has_no_value_before_the_beginning_and_none_comes_after_it()
    {
        using var parameters = new LaneParameters(1, CPU);
        var mean = parameters.AddStatistic("mean", 0, 2);
        var mistake = Assert.Throws<InvalidOperationException>(() => mean.Value);
        parameters.Initialise([0]);

        Assert.Contains("'mean'", mistake.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => parameters.AddStatistic("late", 0, 2));
    }

    [Fact]
    public void A_frozen_lane_changes_no_more()
    {
        using var parameters = Initialised([3, 7, 9]);
        using var optimiser = new LaneSgd(parameters, new LaneRates([0.1, 0.1, 0.1]));
        var before = Enumerable.Range(0, 3).Select(lane => Row(parameters, lane)).ToArray();
        parameters.Gradients.fill_(float.NaN);
        parameters.Gradients[0].fill_(1);
        parameters.Gradients[2].fill_(1);

        parameters.Freeze(1);
        optimiser.Step(0);

        Assert.Equal(before[1], Row(parameters, 1));
        Assert.Equal(before[0].Select(value => value - 0.1f), Row(parameters, 0));
        Assert.Equal(before[2].Select(value => value - 0.1f), Row(parameters, 2));
    }

    [Fact]
    public void Statistics_are_part_of_a_row_that_no_optimiser_touches()
    {
        using var parameters = new LaneParameters(2, CPU);
        var before = parameters.AddStatistic("before", 3, 4, 1);
        var layer = new LaneLinear(parameters, "linear", 5, 3);
        var behind = parameters.AddStatistic("behind", -1, 7);
        parameters.Initialise([0, 1]);
        using var optimiser = new LaneSgd(parameters, new LaneRates([0.1, 0.1], [0.5, 0.5])) { Momentum = 0.9 };
        var weight = layer.Weight.Value.clone();
        parameters.Gradients.fill_(1);

        optimiser.Step(0);

        Assert.True(layer.Weight.Value.lt(weight * 0.96).all().item<bool>());
        Assert.Equal(Enumerable.Repeat(3f, 8), before.Value.contiguous().data<float>().ToArray());
        Assert.Equal(Enumerable.Repeat(-1f, 14), behind.Value.contiguous().data<float>().ToArray());
        Assert.Equal(parameters.RowLength, parameters.Values.shape[1]);
        Assert.Equal([2L, parameters.RowLength - 64], parameters.Trained.shape);    // two statistics of 32 places
    }

    [Fact]
    public void Statistics_of_a_frozen_lane_stay()
    {
        using var parameters = new LaneParameters(3, CPU);
        var norm = new LaneBatchNorm(parameters, "norm", 2);
        parameters.Initialise([0, 1, 2]);
        parameters.Freeze(1);

        norm.Forward(full([3, 4, 2], 7f), step: 0);

        Assert.Equal([0.7f, 0.7f, 0, 0, 0.7f, 0.7f], norm.Mean.Value.contiguous().data<float>().ToArray());
        Assert.Equal([0.9f, 0.9f, 1, 1, 0.9f, 0.9f], norm.Variance.Value.contiguous().data<float>().ToArray());
    }

    [Fact]
    public void Statistics_reach_the_rows_with_the_backward_pass()
    {
        using var parameters = new LaneParameters(1, CPU);
        var norm = new LaneBatchNorm(parameters, "norm", 2);
        parameters.Initialise([0]);
        float InRow() => parameters.Values[0, parameters.Trained.shape[1]].item<float>();

        var loss = norm.Forward(full([1, 4, 2], 7f), step: 0).sum([1, 2]);
        Assert.Equal((0, 0.7f), (InRow(), norm.Mean.Value[0, 0, 0].item<float>()));
        parameters.Backward(loss);

        Assert.Equal((0.7f, 0.7f), (InRow(), norm.Mean.Value[0, 0, 0].item<float>()));
    }

    private static LaneParameters Initialised(long[] seeds)
    {
        var parameters = new LaneParameters(seeds.Length, CPU);
        _ = new LaneLinear(parameters, "first", 5, 3);
        _ = new LaneLinear(parameters, "second", 3, 2);
        parameters.Initialise(seeds);
        return parameters;
    }

    private static float[] Row(LaneParameters parameters, int lane) => parameters.Values[lane].data<float>().ToArray();
}
