namespace Seedbed.Statistics.Tests.Anytime;

using CsCheck;
using Seedbed.Statistics.Anytime;
using Xunit;

/// <summary>
/// Expected evidence: the integral of the noncentral t density over the effects, scipy 1.10.1:
/// <c>quad(lambda d: nct.pdf(t, n-1, sqrt(n)*d) * norm.pdf(d, 0, tau), …) / t.pdf(t, n-1)</c>.
/// </summary>
public class MixtureTTests
{
    [Theory]
    [InlineData(2, 0.5, 1, 0.6661733875264912)]
    [InlineData(3, -2.0, 1, 1.4142135623730951)]
    [InlineData(5, 8.453, 1, 19.999560627089515)]
    [InlineData(10, 3.87, 1, 20.005436876069037)]
    [InlineData(10, 1.5, 0.5, 1.155313707001575)]
    [InlineData(20, -4.0, 0.3, 19.39191936807657)]
    [InlineData(30, 3.347, 1, 20.019628541072368)]
    public void Evidence_is_the_ratio_of_the_likelihoods_of_t(int n, double t, double tau, double expected) =>
        Assert.Equal(Math.Log(expected), new MixtureT(tau).LogEvidence(n, t), 1e-9);

    [Theory]
    [InlineData(5, 8.453)]
    [InlineData(10, 3.870)]
    [InlineData(30, 3.347)]
    public void Twenty_to_one_is_reached_at_a_distance(int n, double expected) =>
        Assert.Equal(expected, MixtureT.Default.CriticalT(n, 0.05)!.Value, 1e-3);

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Four_values_never_give_twenty_to_one(int n) => Assert.Null(MixtureT.Default.CriticalT(n, 0.05));

    [Fact]
    public void Nothing_and_one_value_say_nothing()
    {
        Assert.Equal(0, MixtureT.Default.LogEvidence(0, 0));
        Assert.Equal(0, MixtureT.Default.LogEvidence(1, double.PositiveInfinity));
    }

    [Fact]
    public void Equal_values_give_as_much_evidence_as_so_many_can() =>
        Assert.Equal(2 * Math.Log(6), MixtureT.Default.LogEvidence(5, double.PositiveInfinity), 1e-12);

    [Fact]
    public void Evidence_reaches_its_level_exactly_at_the_critical_distance() =>
        Gen.Select(Gen.Int[2, 2_000], Gen.Double[0.05, 4], Gen.Double[1e-6, 0.5]).Sample((n, tau, level) =>
        {
            var mixture = new MixtureT(tau);
            if (mixture.CriticalT(n, level) is { } t)
                Assert.Equal(-Math.Log(level), mixture.LogEvidence(n, t), 1e-6);
            else
                Assert.True(mixture.LogEvidence(n, double.PositiveInfinity) <= -Math.Log(level) * (1 + 1e-9));
        });
}
