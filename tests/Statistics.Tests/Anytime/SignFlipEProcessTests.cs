namespace Seedbed.Statistics.Tests.Anytime;

using CsCheck;
using Seedbed.Statistics.Anytime;
using Xunit;

public class SignFlipEProcessTests
{
    // numpy 1.24.2: np.mean of the cumulative products of np.exp(L*r)/np.cosh(L*r), r = d/sqrt(mean(d[:i]**2)).
    [Theory]
    [InlineData(new double[0], 0)]
    [InlineData(new double[] { 0, 0 }, 0)]
    [InlineData(new double[] { 1, 1, 1, 1, 1, 1 }, 2.802474526006099)]
    [InlineData(new double[] { 1, 1, 1, 1, 1, 1, 1 }, 3.440877554994718)]
    [InlineData(new double[] { -1, -1, -1, -1, -1, -1, -1 }, 3.440877554994718)]
    [InlineData(new[] { 0.012, 0.03, -0.004, 0.021, 0.017 }, 1.066998085049097)]
    [InlineData(new[] { 0, 0, 1, -2, 0, 3.5 }, -1.2573963275258324)]
    [InlineData(new double[] { 1, -1, 1, -1 }, -1.0885631087527352)]
    [InlineData(new[] { 0.012e305, 0.03e305, -0.004e305, 0.021e305, 0.017e305 }, 1.066998085049097)]
    [InlineData(new[] { 0.012e-298, 0.03e-298, -0.004e-298, 0.021e-298, 0.017e-298 }, 1.066998085049097)]
    public void Evidence_is_the_mean_of_the_bets(double[] differences, double logEvidence) =>
        Assert.Equal(logEvidence, After(differences).LogEvidence, tolerance: 1e-12);

    [Fact]
    public void Seven_equal_differences_are_the_first_that_reach_five_percent()
    {
        Assert.True(After([1, 1, 1, 1, 1, 1]).P > 0.05);
        Assert.Equal(1 / 31.21433845131504, After([1, 1, 1, 1, 1, 1, 1]).P, tolerance: 1e-12);
    }

    [Fact]
    public void P_never_grows()
    {
        var process = After([1, 1, 1, 1, 1, 1, 1]);
        var p = process.P;
        for (var i = 0; i < 7; i++) process.Add(-1);

        Assert.Equal(p, process.P);
        Assert.True(process.LogEvidence < 0);
    }

    [Fact]
    public void Over_all_signs_the_mean_evidence_is_one() =>
        Gen.Double[0, 100].Array[1, 8].Sample(sizes =>
        {
            var ways = 1 << sizes.Length;
            var mean = Enumerable.Range(0, ways)
                .Average(way => Math.Exp(After([.. sizes.Select((d, i) => (way >> i & 1) == 0 ? d : -d)]).LogEvidence));
            return Math.Abs(mean - 1) < 1e-9;
        }, iter: 50);

    [Fact]
    public void A_difference_that_is_not_finite_is_refused() =>
        Assert.Throws<ArgumentException>(() => After([1, double.NaN]));

    private static SignFlipEProcess After(double[] differences)
    {
        var process = new SignFlipEProcess();
        foreach (var difference in differences) process.Add(difference);
        return process;
    }
}
