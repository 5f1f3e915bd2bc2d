namespace Seedbed.Statistics.Tests.FixedN;

using Seedbed.Statistics.FixedN;
using Xunit;

public class PairedTTests
{
    // scipy 1.10.1: scipy.stats.ttest_1samp(d, 0). It overflows or underflows in the last two; theirs are the values
    // of [1, -1, 3] and [1, 2, 4], since t has no scale.
    [Theory]
    [InlineData(new[] { 0.012, 0.03, -0.004, 0.021, 0.017 }, 2.697988702195964, 0.05420716558550099)]
    [InlineData(new[] { 1.0, 2 }, 3.0, 0.20483276469913345)]
    [InlineData(new[] { 1.0, -1 }, 0.0, 1.0)]
    [InlineData(new[] { 1.0, 1.0000001, 0.9999999 }, 17320508.075190715, 3.3333333325250193e-15)]
    [InlineData(new[] { 1e300, -1e300, 3e300 }, 0.8660254037844387, 0.4777670321329065)]
    [InlineData(new[] { 1e-300, 2e-300, 4e-300 }, 2.6457513110645907, 0.11808289631180302)]
    public void The_test_is_that_of_scipy(double[] differences, double t, double p)
    {
        var tested = Assert.IsType<PairedT.Tested>(PairedT.Of(differences));

        Assert.Equal(t, tested.T, tolerance: Math.Abs(t) * 1e-8);
        Assert.Equal(p, tested.P!.Value, tolerance: p * 1e-8);
        Assert.Equal(differences.Length - 1, tested.Freedom);
    }

    // R 4.2.2: 2 * pt(t, freedom, lower.tail = FALSE).
    [Theory]
    [InlineData(1e3, 4, 5.999960000210015e-12)]
    [InlineData(-50, 29, 1.074862398557245e-29)]
    [InlineData(1e-9, 3, 0.9999999992648948)]
    [InlineData(1e8, 1, 6.3661977236758132e-09)]
    [InlineData(8, 100, 2.2728648077280803e-12)]
    [InlineData(double.PositiveInfinity, 5, 0)]
    public void Tails_are_precise_far_out_and_near_zero(double t, int freedom, double p) =>
        Assert.Equal(p, new PairedT.Tested(t, freedom).P!.Value, tolerance: p * 1e-10);

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.3 })]
    public void Below_two_pairs_there_is_nothing_to_test(double[] differences) =>
        Assert.Equal(new PairedT.TooFew(), PairedT.Of(differences));

    [Fact]
    public void Pairs_without_any_difference_are_identical()
    {
        var test = PairedT.Of([0, -0.0, 0]);

        Assert.Equal(new PairedT.Identical(), test);
        Assert.Null(test.P);
    }

    [Fact]
    public void Equal_differences_are_a_constant_and_no_infinite_evidence()
    {
        var test = PairedT.Of([0.1, 0.1, 0.1]);

        Assert.Equal(new PairedT.Constant(0.1), test);
        Assert.Null(test.P);
    }

    [Fact]
    public void A_difference_that_is_not_finite_makes_the_test_undefined() =>
        Assert.Equal(double.NaN, PairedT.Of([1, double.PositiveInfinity, 2]).P);
}
