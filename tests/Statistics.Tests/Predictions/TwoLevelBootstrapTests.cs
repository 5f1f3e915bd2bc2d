namespace Seedbed.Statistics.Tests.Predictions;

using Seedbed.Statistics.Predictions;
using Xunit;

public class TwoLevelBootstrapTests
{
    private const int Draws = 20_000;

    /// <summary>Right and wrong of 5 seeds on 40 examples.</summary>
    private static readonly double[] Scores =
    [
        .. ("1011111110111000111111011011010111110111" + "1011001110101010111101001001010010000101"
            + "0000001110000001111100001001000111000100" + "0001001101111111101101001000100011011110"
            + "1011001111101000111111011011000011010111").Select(digit => digit - '0'),
    ];

    // numpy 1.24.2, what the bootstrap tends to: X.mean(1).var(ddof=1)/5, X.mean(0).var(ddof=1)/40, and their sum with
    // (d**2).sum()/(4*39)/200 of the residuals d of rows and columns.
    [Fact]
    public void Variances_of_seeds_and_examples_are_those_of_the_analysis_of_variance()
    {
        var noise = TwoLevelBootstrap.Of(Scores, seeds: 5, draws: Draws);

        Assert.Equal(0.555, noise.Mean, tolerance: 1e-14);
        Assert.Equal(0.0044, noise.SeedVariance!.Value, tolerance: 0.0044 * 0.04);
        Assert.Equal(0.0027429487179487177, noise.ExampleVariance!.Value, tolerance: 0.00274 * 0.04);
        Assert.Equal(0.007927564102564103, noise.Variance!.Value, tolerance: 0.0079 * 0.04);
        Assert.Equal(0.0044 / 0.0071429487, noise.SeedShare!.Value, tolerance: 0.03);
    }

    [Fact]
    public void The_interval_is_about_as_wide_as_its_variance_says()
    {
        var noise = TwoLevelBootstrap.Of(Scores, seeds: 5, draws: Draws);
        var half = 1.959964 * Math.Sqrt(0.007927564102564103);       // scipy.stats.norm.ppf(.975)

        Assert.Equal(0.555 - half, noise.Interval!.Value.Lower, tolerance: 0.03);
        Assert.Equal(0.555 + half, noise.Interval!.Value.Upper, tolerance: 0.03);
    }

    [Fact]
    public void Seeds_that_are_always_right_or_wrong_together_leave_only_noise_of_examples()
    {
        var noise = TwoLevelBootstrap.Of([1, 0, 1, 1, 1, 0, 1, 1], seeds: 2);

        Assert.Equal((0, 0), (noise.SeedVariance, noise.SeedShare));
        Assert.True(noise.ExampleVariance > 0);
    }

    [Fact]
    public void One_seed_or_one_example_leaves_the_other_variance_alone()
    {
        var oneSeed = TwoLevelBootstrap.Of([1, 0, 1, 1], seeds: 1);
        var oneExample = TwoLevelBootstrap.Of([1, 0, 1, 1], seeds: 4);

        Assert.Equal(new(0.75, null, oneSeed.ExampleVariance, null, null), oneSeed);
        Assert.Equal(new(0.75, oneExample.SeedVariance, null, null, null), oneExample);
        Assert.Equal(oneSeed.ExampleVariance!.Value, oneExample.SeedVariance!.Value, tolerance: 0.01);
        Assert.Equal(0.0625, oneSeed.ExampleVariance!.Value, tolerance: 0.0625 * 0.15);        // statistics.variance/4
    }

    [Fact]
    public void Equal_scores_have_no_noise_at_all()
    {
        var noise = TwoLevelBootstrap.Of([.. Enumerable.Repeat(0.1, 21)], seeds: 3);

        Assert.Equal(
            (0.1, 0, 0, 0, new Interval(0.1, 0.1), null),
            (noise.Mean, noise.SeedVariance, noise.ExampleVariance, noise.Variance, noise.Interval, noise.SeedShare));
    }

    [Fact]
    public void One_seed_gives_the_same_bits_and_another_seed_others()
    {
        Assert.Equal(TwoLevelBootstrap.Of(Scores, 5, seed: 1), TwoLevelBootstrap.Of(Scores, 5, seed: 1));
        Assert.NotEqual(TwoLevelBootstrap.Of(Scores, 5, seed: 1), TwoLevelBootstrap.Of(Scores, 5, seed: 2));
    }

    [Fact]
    public void Drawing_is_cancelled() =>
        Assert.Throws<OperationCanceledException>(
            () => TwoLevelBootstrap.Of(Scores, 5, cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void Scores_that_make_no_matrix_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TwoLevelBootstrap.Of([1, 2, 3], seeds: 2));
        Assert.Throws<ArgumentException>(() => TwoLevelBootstrap.Of([], seeds: 2));
        Assert.Throws<ArgumentException>(() => TwoLevelBootstrap.Of([1, double.NaN], seeds: 2));
    }
}
