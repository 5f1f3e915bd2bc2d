namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Seedbed.Training.Randomness;
using Xunit;
using static TorchSharp.torch;

[Collection(TorchCollection.Name)]
public class AlignmentTests
{
    [Theory]
    [InlineData(5, 16, 5), InlineData(5, 8, 6), InlineData(5, 3, 16), InlineData(33, 12, 36), InlineData(16, 1, 16)]
    public void Rows_fill_whole_cache_lines(long rows, long width, long expected) =>
        Assert.Equal(expected, LaneAlignment.Rows(rows, width));

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Where_a_batch_lies_in_its_data_changes_no_bit(int offset)
    {
        using var parameters = new LaneParameters(1, CPU);
        var layer = new LaneLinear(parameters, "linear", 11, 16);
        parameters.Initialise([0]);
        var view = SplitMix64.Uniform(1, [1, 40, 11], 1).narrow(1, offset, 16);

        Assert.Equal(
            Gradient(parameters, layer, view.clone()),
            Gradient(parameters, layer, view));
    }

    private static float[] Gradient(LaneParameters parameters, LaneLinear layer, Tensor x)
    {
        parameters.Backward(layer.Forward(x).square().sum([1, 2]));
        return parameters.Gradients.data<float>().ToArray();
    }
}
