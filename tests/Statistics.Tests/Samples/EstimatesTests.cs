namespace Seedbed.Statistics.Tests.Samples;

using CsCheck;
using Seedbed.Statistics.Samples;
using Xunit;

public class EstimatesTests
{
    // numpy 1.24.2: np.median(x); scipy 1.10.1: scipy.stats.trim_mean(x, .25).
    [Theory]
    [InlineData(new[] { 5.0 }, 5, 5)]
    [InlineData(new[] { 1.0, 2 }, 1.5, 1.5)]
    [InlineData(new[] { 3.0, 1, 2 }, 2, 2)]
    [InlineData(new[] { 4.0, 1, 3, 2 }, 2.5, 2.5)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5, 6, 7, 8, 100 }, 5, 5)]
    [InlineData(new[] { -5.0, 0, 0, 0, 9, 9, 1, 2 }, 0.5, 0.75)]
    public void Median_and_interquartile_mean_are_those_of_numpy_and_scipy(
        double[] scores, double median, double middle)
    {
        Assert.Equal(median, scores.Median(), tolerance: 1e-15);
        Assert.Equal(middle, scores.InterquartileMean(), tolerance: 1e-15);
    }

    // numpy 1.24.2: np.quantile(x, q); R 4.2.2: quantile(x, q, type = 7).
    [Theory]
    [InlineData(0, -5)]
    [InlineData(0.025, -4.125)]
    [InlineData(0.1, -1.5)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.9, 9)]
    [InlineData(1, 9)]
    public void Quantiles_are_those_of_numpy_and_R(double share, double expected) =>
        Assert.Equal(
            expected, new double[] { -5, 0, 0, 0, 9, 9, 1, 2 }.Quantile(share), tolerance: 1e-14);

    [Fact]
    public void Scores_near_the_largest_double_do_not_overflow()
    {
        double[] scores = [1.5e308, 1.7e308, 1.6e308, 1.6e308];

        Assert.Equal(1.6e308, scores.Median(), tolerance: 1e293);
        Assert.Equal(1.6e308, scores.InterquartileMean(), tolerance: 1e293);
        Assert.Equal(1.65e308, new[] { 1.6e308, 1.7e308 }.Quantile(0.5), tolerance: 1e293);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_score_that_is_not_finite_is_never_trimmed_away(double score)
    {
        double[] scores = [score, 1, 2, 3, 4];

        Assert.All(
            [scores.Median(), scores.InterquartileMean(), scores.Quantile(0.5)],
            number => Assert.Equal(double.NaN, number));
    }

    [Fact]
    public void Without_scores_there_is_no_estimate()
    {
        Assert.Throws<ArgumentException>(() => Array.Empty<double>().Median());
        Assert.Throws<ArgumentException>(() => Array.Empty<double>().InterquartileMean());
        Assert.Throws<ArgumentException>(() => Array.Empty<double>().Quantile(0.5));
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1.001)]
    [InlineData(double.NaN)]
    public void A_share_that_is_none_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new double[] { 1, 2 }.Quantile(share));

    [Fact]
    public void The_same_scores_give_the_same_bits_in_any_order() =>
        Gen.Double[-1e6, 1e6].Array[1, 30]
            .SelectMany(scores => Gen.Shuffle(scores).Select(shuffled => (scores, shuffled)))
            .Sample(pair => pair.scores.Median().Equals(pair.shuffled.Median())
                && pair.scores.InterquartileMean().Equals(pair.shuffled.InterquartileMean()));

    [Fact]
    public void Equal_scores_are_their_own_estimates() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[1, 30]).Sample((score, count) =>
        {
            double[] scores = [.. Enumerable.Repeat(score, count)];
            return scores.Median() == score && scores.InterquartileMean() == score && scores.Quantile(0.3) == score;
        });
}
