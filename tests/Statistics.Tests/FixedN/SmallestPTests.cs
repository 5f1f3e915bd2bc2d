namespace Seedbed.Statistics.Tests.FixedN;

using Seedbed.Statistics.FixedN;
using Xunit;

public class SmallestPTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(20)]
    public void Both_tests_reach_it_with_differences_of_one_sign_and_never_less(int pairs)
    {
        double[] oneSign = [.. Enumerable.Range(1, pairs).Select(i => (double)i)];

        Assert.Equal(SmallestP.OfPairs(pairs), SignFlipTest.Of(oneSign)?.P ?? 1);
        Assert.Equal(SmallestP.OfPairs(pairs), WilcoxonTest.Of(oneSign)?.P ?? 1);
    }

    [Theory]
    [InlineData(0.05, 6)]
    [InlineData(0.0625, 5)]
    [InlineData(0.01, 8)]
    [InlineData(0.05 / 20, 10)]
    public void Five_pairs_never_reach_five_percent_and_six_do(double level, int pairs) =>
        Assert.Equal(pairs, SmallestP.PairsToReach(level));
}
