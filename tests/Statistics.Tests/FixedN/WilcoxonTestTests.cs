namespace Seedbed.Statistics.Tests.FixedN;

using Seedbed.Statistics.FixedN;
using Xunit;

public class WilcoxonTestTests
{
    private static readonly double[] Fifty =
    [
        0.3342, 1.6597, 1.5247, -0.2103, 0.002, -0.2274, 0.8697, 0.2439, 1.0469, -1.5473, 1.8665, 0.2036, 0.9804,
        0.1634, -0.0791, 0.7631, 1.1245, 0.0975, 0.1472, 0.9857, -0.5703, -1.2144, 0.695, -0.3706, -1.6203, -0.5141,
        -0.1676, -0.8932, -1.1925, 0.3366, 1.1972, 0.0669, -0.4436, 0.685, 1.0172, 0.0021, 0.8447, 1.3429, 0.093,
        -0.5135, 0.6477, 0.5475, 1.3988, -0.9846, -0.3616, -0.5382, -1.434, 0.4264, 0.8278, -0.4388,
    ];

    private static readonly double[] SixtyWithTies =
    [
        0.2, 1.3, 1, 1, 1.9, -1, -0.4, -1.1, 0.1, 1.2, 0.2, 0.7, -1.7, 0.4, -0.7, 2, 1.1, 1.2, 0.2, 0.9, 0.9, -0.1,
        -0.2, 0.1, -0.4, -0.3, 0, -0.5, 1, -1.3, 1.1, -0.4, -0.3, -1.1, 0.1, 0, 0.4, -0.3, 0.3, 2.1, 0.7, -0.3, 1.2,
        0.1, 0.8, 0.9, -0.1, -1.7, -0.1, 0.8, -0.1, 0.7, 1.2, -0.3, 1.5, 1.9, 1.3, 1.4, 1.3, 2.5,
    ];

    // scipy 1.10.1: wilcoxon(d, mode='exact'); R 4.2.2: wilcox.test(d, exact = TRUE), where V is the rank sum.
    public static TheoryData<double[], double, double> WithoutTies => new()
    {
        { [5], 1, 1 },
        { [1, 2, 3, 4, 5], 15, 0.0625 },
        { [12, 30, -4, 21, 17], 14, 0.125 },
        { Fifty, 786, 0.15430250303892734 },
    };

    [Theory, MemberData(nameof(WithoutTies))]
    public void Without_ties_the_test_is_that_of_scipy_and_R(double[] differences, double rankSum, double p)
    {
        var test = WilcoxonTest.Of(differences)!;

        Assert.Equal((rankSum, true, differences.Length), (test.RankSum, test.IsExact, test.Ranked));
        Assert.Equal(p, test.P, tolerance: 1e-15);
    }

    // All ways to sign scipy.stats.rankdata(abs(d)) counted with numpy 1.24.2, after zeros were dropped.
    [Theory]
    [InlineData(new double[] { 1, 1, 1, -1 }, 7.5, 0.625)]
    [InlineData(new double[] { 0, 0, 3, -1, 2 }, 5, 0.5)]
    [InlineData(new double[] { 3, -3, 3, -3, 3, 3 }, 14, 0.6875)]
    [InlineData(new double[] { 1, 1, 2, 2, -2, 3, 4, 4, -4, 5 }, 43, 0.12890625)]
    [InlineData(new double[] { 12, -7, 33, 5, -2, 18, 9, -4, 26, 1, 15, -11 }, 61, 0.09228515625)]
    [InlineData(
        new[]
        {
            2.441, -2.156, 0.818, -0.168, -0.053, 0.184, -1.62, 0.168, -0.465, 3.723, 0.626, 0.047, 0.119, -0.268,
            -0.655, 0.009, 0.882, 0.161, 1.358, 0.2,
        },
        131.5, 0.33461570739746094)]
    public void With_ties_all_ways_to_sign_the_mean_ranks_are_counted(double[] differences, double rankSum, double p)
    {
        var test = WilcoxonTest.Of(differences)!;

        Assert.Equal((rankSum, p, true), (test.RankSum, test.P, test.IsExact));
    }

    // R 4.2.2: wilcox.test(d); scipy 1.10.1: wilcoxon(d, mode='approx', correction=True, zero_method='wilcox').
    [Fact]
    public void Above_fifty_differences_the_normal_approximation_is_that_of_R_and_scipy()
    {
        var test = WilcoxonTest.Of(SixtyWithTies)!;

        Assert.Equal((1224.5, 58, 2, false), (test.RankSum, test.Ranked, test.Zeros, test.IsExact));
        Assert.Equal(0.0043001648552465094, test.P, tolerance: 1e-12);
    }

    [Fact]
    public void Without_pairs_there_is_no_test_and_without_differences_no_evidence()
    {
        Assert.Null(WilcoxonTest.Of([]));
        Assert.Equal(new WilcoxonTest(0, 1, 0, 3, IsExact: true), WilcoxonTest.Of([0, 0, -0.0]));
    }

    [Fact]
    public void Many_equal_sizes_balanced_in_sign_are_no_evidence_however_many() =>
        Assert.Equal(1, WilcoxonTest.Of([.. Enumerable.Range(0, 80_000).Select(i => i % 2 == 0 ? 1.0 : -1)])!.P);

    [Fact]
    public void Rounding_breaks_no_tie() =>
        Assert.Equal(
            WilcoxonTest.Of([1, -1, 2]), WilcoxonTest.Of([0.1, 0.2 - 0.3, 0.2]));

    [Theory]
    [InlineData(1e306)]
    [InlineData(1e-310)]
    public void Scale_does_not_matter(double scale) =>
        Assert.Equal(
            WilcoxonTest.Of([12, 30, -4, 21, 17]),
            WilcoxonTest.Of([12 * scale, 30 * scale, -4 * scale, 21 * scale, 17 * scale]));

    [Fact]
    public void A_difference_that_is_not_finite_is_refused() =>
        Assert.Throws<ArgumentException>(() => WilcoxonTest.Of([1, double.PositiveInfinity]));
}
