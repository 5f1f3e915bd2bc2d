namespace Seedbed.Data.Tests;

using CsCheck;
using Xunit;

public class NearestNameTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("seeds", "", 5)]
    [InlineData("kitten", "sitting", 3)]     // the textbook's example
    [InlineData("ca", "abc", 3)]             // 2 if a swapped character could be changed again
    [InlineData("metrics", "metircs", 1)]
    public void Distance_counts_insertions_deletions_replacements_and_swaps(string one, string other, int expected) =>
        Assert.Equal(expected, NearestName.Distance(one, other));

    [Theory]
    [InlineData("learning_rate", "learning-rate")]
    [InlineData("Baseline", "baseline")]
    [InlineData("batchsize", "batch-size")]
    [InlineData("positions", "positions")]
    [InlineData("x", null)]
    [InlineData("temperature", null)]
    public void What_was_meant_is_near(string name, string? expected) =>
        Assert.Equal(expected, NearestName.Of(name, ["learning-rate", "baseline", "batch-size", "positions"]));

    [Fact]
    public void Of_several_the_first_of_the_nearest() =>
        Assert.Equal("boat", NearestName.Of("bat", ["goats", "boat", "cat"]));

    [Fact]
    public void Safety_distance_is_symmetric_zero_for_equals_and_at_most_the_longer_name() =>
        Gen.Select(Gen.String[Gen.Char['a', 'c'], 0, 8], Gen.String[Gen.Char['a', 'c'], 0, 8]).Sample((one, other) =>
        {
            var distance = NearestName.Distance(one, other);
            Assert.Equal(distance, NearestName.Distance(other, one));
            Assert.Equal(one == other, distance == 0);
            Assert.InRange(distance, Math.Abs(one.Length - other.Length), Math.Max(one.Length, other.Length));
        });
}
