namespace Seedbed.Statistics.Tests.FixedN;

using Seedbed.Statistics.FixedN;
using Xunit;

public class DeviationIntervalTests
{
    // scipy 1.10.1: s * sqrt((n - 1) / chi2.isf(level / 2, n - 1)), s * sqrt((n - 1) / chi2.ppf(level / 2, n - 1)).
    [Theory]
    [InlineData(2, 0.1, 0.05, 0.04461491849207089, 3.1910159349643923)]
    [InlineData(5, 0.004915790882452198, 0.05, 0.002945213222730574, 0.014125798586220848)]
    [InlineData(30, 1.5, 0.01, 1.116584463024736, 2.2299972436065474)]
    [InlineData(1000001, 1, 0.05, 0.998616027646103, 1.0013878402421812)]
    [InlineData(3, 1e300, 0.5, 8.49321800288019e299, 1.864419345743389e300)]
    public void The_interval_of_a_deviation_is_that_of_scipy(
        int n, double deviation, double level, double lower, double upper)
    {
        var interval = DeviationInterval.Of(n, deviation, level)!.Value;

        Assert.Equal(lower, interval.Lower, tolerance: lower * 1e-10);
        Assert.Equal(upper, interval.Upper, tolerance: upper * 1e-10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Below_two_values_there_is_none(int n) => Assert.Null(DeviationInterval.Of(n, 0, 0.05));

    [Fact]
    public void Values_that_are_all_equal_have_a_deviation_of_nothing() =>
        Assert.Equal(new Interval(0, 0), DeviationInterval.Of(5, 0, 0.05));

    [Fact]
    public void A_level_that_is_none_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DeviationInterval.Of(5, 1, 1));
}
