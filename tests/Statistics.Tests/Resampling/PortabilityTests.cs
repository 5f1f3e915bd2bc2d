namespace Seedbed.Statistics.Tests.Resampling;

using Seedbed.Statistics.FixedN;
using Seedbed.Statistics.Predictions;
using Seedbed.Statistics.Variance;
using Xunit;

/// <summary>
/// What draws gives the same bits everywhere. These were computed on x64 with .NET 10; they may change only together
/// with a line in the changelog, because published intervals change with them.
/// </summary>
public class PortabilityTests
{
    private static readonly double[] Scores = [0.71, 0.74, 0.69, 0.73, 0.70, 0.55, 0.72, 0.75, 0.68, 0.73, 0.71, 0.74];

    [Fact]
    public void The_bootstrap_of_the_interquartile_mean() =>
        Assert.Equal(
            new Interval(0.7033333333333333, 0.7283333333333334),
            InterquartileMeanBootstrap.Of(Scores, 0.123, seed: 1, draws: 101));

    [Fact]
    public void Random_ways_of_the_sign_flip_test() =>
        Assert.Equal(0.402, SignFlipTest.Of([.. Scores, .. Scores.Select(score => -score * score)], 5, 999)!.P);

    [Fact]
    public void Intervals_of_variance_components() =>
        Assert.Equal(
            new Interval(0.0009817733038946105, 0.00784087271641801),
            RandomEffects.Of(new(["init", "order"], [4, 3]), Scores, seed: 2, draws: 101).Components[^1].Interval);

    [Fact]
    public void The_two_level_bootstrap() =>
        Assert.Equal(
            new Interval(0.6483333333333333, 0.74),
            TwoLevelBootstrap.Of(Scores, seeds: 3, seed: 3, draws: 101).Interval);
}
