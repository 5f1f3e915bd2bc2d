namespace Seedbed.Statistics.Tests.FixedN;

using Seedbed.Statistics.FixedN;
using Xunit;

public class InterquartileMeanBootstrapTests
{
    private static readonly double[] Scores = [.71, .74, .69, .73, .70, .55, .72, .75, .68, .73, .71, .74];

    // scipy 1.10.1: bootstrap((x,), lambda a, axis: trim_mean(a, .25, axis=axis), n_resamples=200000,
    // method='percentile', random_state=1), whose means are multiples of 1/6 and 1/3 of a hundredth or one.
    [Theory]
    [InlineData(new[] { .71, .74, .69, .73, .70, .55, .72, .75, .68, .73, .71, .74 }, 0.05, 0.695, 0.7333333333333334)]
    [InlineData(new double[] { 1, 2, 4, 8, 16 }, 0.2, 2, 9.333333333333334)]
    public void The_interval_is_that_of_scipy(double[] scores, double level, double lower, double upper)
    {
        var interval = InterquartileMeanBootstrap.Of(scores, level, seed: 1, draws: 50_000)!.Value;

        Assert.Equal(lower, interval.Lower, tolerance: 1e-12);
        Assert.Equal(upper, interval.Upper, tolerance: 1e-12);
    }

    [Fact]
    public void One_seed_gives_the_same_bits_whatever_the_order_of_scores()
    {
        double[] reversed = [.. Scores.Reverse()];

        Assert.Equal(
            InterquartileMeanBootstrap.Of(Scores, 0.3, seed: 9, draws: 99),
            InterquartileMeanBootstrap.Of(reversed, 0.3, seed: 9, draws: 99));
        Assert.NotEqual(
            InterquartileMeanBootstrap.Of(Scores, 0.3, seed: 9, draws: 99),
            InterquartileMeanBootstrap.Of(Scores, 0.3, seed: 10, draws: 99));
    }

    [Fact]
    public void Below_two_scores_there_is_none()
    {
        Assert.Null(InterquartileMeanBootstrap.Of([], 0.05));
        Assert.Null(InterquartileMeanBootstrap.Of([1], 0.05));
    }

    [Fact]
    public void Equal_scores_have_an_interval_without_width() =>
        Assert.Equal(new Interval(0.1, 0.1), InterquartileMeanBootstrap.Of([0.1, 0.1, 0.1, 0.1, 0.1], 0.05));

    [Fact]
    public void Drawing_is_cancelled() =>
        Assert.Throws<OperationCanceledException>(
            () => InterquartileMeanBootstrap.Of(Scores, 0.05, cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void A_score_that_is_not_finite_is_refused() =>
        Assert.Throws<ArgumentException>(() => InterquartileMeanBootstrap.Of([1, double.NaN], 0.05));
}
