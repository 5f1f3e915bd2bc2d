namespace Seedbed.Statistics.Tests.FixedN;

using Seedbed.Statistics.FixedN;
using Xunit;

public class DeviationIntervalTests
{
    // R 4.2.2: s * sqrt((n - 1) / qchisq(level / 2, n - 1, lower.tail = FALSE)), s * sqrt((n - 1) / qchisq(level / 2,
    // n - 1)); scipy 1.10.1's chi2.isf and chi2.ppf agree.
    [Theory]
    [InlineData(2, 0.1, 0.05, 0.044614918492070894, 3.1910159349643958)]
    [InlineData(5, 0.004915790882452198, 0.05, 0.0029452132227305735, 0.014125798586220855)]
    [InlineData(30, 1.5, 0.01, 1.1165844630247357, 2.2299972436065487)]
    [InlineData(1000001, 1, 0.05, 0.99861602764610302, 1.0013878402421812)]
    [InlineData(3, 1e300, 0.5, 8.4932180028801911e299, 1.8644193457433891e300)]
    [InlineData(2, 1, 1e-12, 0.13840257422989785, 1595769121605.7332)]
    [InlineData(4, 1, 1e-8, 0.26870633830966073, 651.39325079288244)]
    public void The_interval_of_a_deviation_is_that_of_R(
        int n, double deviation, double level, double lower, double upper)
    {
        var interval = DeviationInterval.Of(n, deviation, level)!.Value;

        Assert.Equal(lower, interval.Lower, tolerance: lower * 1e-11);
        Assert.Equal(upper, interval.Upper, tolerance: upper * 1e-11);
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
