namespace Seedbed.Training.Tests.Randomness;

using Seedbed.Training.Randomness;
using Xunit;

[Collection(TorchCollection.Name)]
public class SplitMix64Tests
{
    // Reference: an implementation in Python's unbounded integers.
    [Theory]
    [InlineData(1, 0.3992576599121094), InlineData(2, 0.11793255805969238), InlineData(3, 0.08087873458862305)]
    public void Numbers_of_a_numbered_stream_are_those_of_the_definition(long i, double expected) =>
        Assert.Equal(expected, SplitMix64.Uniform(1000, i));

    [Fact]
    public void The_teachers_labels_follow_from_the_definition()
    {
        var points = SplitMix64.Uniform(1000, [1024, 64], 1);
        var teacher = SplitMix64.Uniform(7, [64, 10], 1);

        var labels = points.matmul(teacher).argmax(1).data<long>().ToArray();

        Assert.Equal([5, 9, 9, 4, 7, 0, 0, 0], labels[..8]);
        Assert.Equal(
            [95, 112, 89, 126, 99, 107, 82, 75, 117, 122],
            labels.CountBy(label => label).OrderBy(count => count.Key).Select(count => count.Value));
    }

    [Fact]
    public void Uniform_tensors_are_filled_row_by_row_within_their_bound()
    {
        var values = SplitMix64.Uniform(3, [2, 5], 0.25).data<float>().ToArray();

        Assert.Equal((float)((2 * SplitMix64.Uniform(3, 7) - 1) * 0.25), values[6]);
        Assert.All(values, value => Assert.InRange(value, -0.25f, 0.25f));
    }
}
