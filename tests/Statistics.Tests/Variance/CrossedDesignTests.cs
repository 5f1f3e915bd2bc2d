namespace Seedbed.Statistics.Tests.Variance;

using Seedbed.Statistics.Variance;
using Xunit;

public class CrossedDesignTests
{
    [Fact]
    public void It_has_all_levels_of_one_source_with_all_of_the_others() =>
        Assert.Equal(30, new CrossedDesign(["init", "order"], [5, 3], repeats: 2).Count);

    [Theory]
    [InlineData(new string[0], new int[0], 1)]
    [InlineData(new[] { "a", "b", "c", "d", "e" }, new[] { 2, 2, 2, 2, 2 }, 1)]
    [InlineData(new[] { "a", "a" }, new[] { 2, 2 }, 1)]
    [InlineData(new[] { "a", "b" }, new[] { 2 }, 1)]
    [InlineData(new[] { "a", "b" }, new[] { 2, 1 }, 1)]
    [InlineData(new[] { "a" }, new[] { 2 }, 0)]
    public void What_is_no_crossed_design_is_refused(string[] sources, int[] levels, int repeats) =>
        Assert.ThrowsAny<ArgumentException>(() => new CrossedDesign(sources, levels, repeats));
}
