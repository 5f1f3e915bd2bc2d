namespace Seedbed.Statistics.Tests.Comparisons;

using Seedbed.Statistics.Comparisons;
using Xunit;

public class PairedSummaryTests
{
    /// <summary>Expected values: numpy 1.24 (mean, std with ddof=1, corrcoef, var).</summary>
    [Fact]
    public void Pairs_are_described()
    {
        double[] left = [.02, .05, -.01, .04, .03, .06, .01, .05];
        double[] right = [.01, .03, .00, .01, .03, .02, -.02, .03];
        var summary = PairedSummary.Of(left, right);
        Assert.Equal(8, summary.Pairs);
        Assert.Equal(0.0175, summary.MeanDifference!.Value, 1e-15);
        Assert.Equal(0.0166904592079256, summary.Deviation!.Value, 1e-15);
        Assert.Equal(0.7072691664869285, summary.Correlation!.Value, 1e-12);
        Assert.Equal(3.115384615384616, summary.PairingGain!.Value, 1e-12);
        Assert.Equal(0.8125, summary.SharePositive!.Value);
        Assert.Equal(1.0485032066517368, summary.Effect!.Value, 1e-12);
        Assert.False(summary.AreIdentical);
    }

    [Fact]
    public void Nothing_is_described_as_nothing() =>
        Assert.Equal(new PairedSummary(0, null, null, null, null, null, null, false), PairedSummary.Of([], []));

    [Fact]
    public void One_pair_has_a_difference_and_no_deviation() =>
        Assert.Equal(new PairedSummary(1, 0.25, null, null, null, 1, null, false), PairedSummary.Of([0.75], [0.5]));

    [Fact]
    public void Equal_pairs_are_identical_and_their_effect_is_not_0_by_0() =>
        Assert.Equal(
            new PairedSummary(3, 0, 0, 1, null, 0.5, null, true), PairedSummary.Of([1, 2, 4], [1, 2, 4]));

    [Fact]
    public void A_constant_difference_has_no_effect_size() =>
        Assert.Equal(
            new PairedSummary(3, 1, 0, 1, null, 1, null, false), PairedSummary.Of([2, 3, 5], [1, 2, 4]));

    [Fact]
    public void A_side_that_does_not_vary_has_no_correlation() =>
        Assert.Null(PairedSummary.Of([1, 2], [3, 3]).Correlation);

    [Fact]
    public void Pairs_need_two_sides() => Assert.Throws<ArgumentException>(() => PairedSummary.Of([1], []));
}
