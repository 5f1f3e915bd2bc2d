namespace Seedbed.Statistics.Tests.FixedN;

using Seedbed.Statistics.FixedN;
using Xunit;

public class StudentIntervalTests
{
    // R 4.2.2: m -/+ qt(level / 2, n - 1, lower.tail = FALSE) * s / sqrt(n). (scipy 1.10.1 has nine digits.)
    [Theory]
    [InlineData(2, 0.5, 0.1, 0.05, -0.39846435320937612, 1.3984643532093761)]
    [InlineData(5, 0.7325, 0.004915790882452198, 0.05, 0.7263962394385608, 0.73860376056143928)]
    [InlineData(30, -3.25, 1.5, 0.01, -4.0048673683148266, -2.4951326316851739)]
    [InlineData(31, 0, 1, 0.1, -0.30483705415493961, 0.30483705415493961)]
    [InlineData(1000001, 0, 1, 0.05, -0.0019599653768316632, 0.0019599653768316632)]
    [InlineData(2, 0, 1, 1e-12, -450158158078.55304, 450158158078.55304)]
    [InlineData(101, 0, 1, 1e-12, -0.8125004859914261, 0.8125004859914261)]
    [InlineData(101, 0, 1, 0.999, -0.00012502160936578541, 0.00012502160936578541)]
    [InlineData(3, 1e300, 1e299, 0.5, 9.5285954792089683e299, 1.0471404520791033e300)]
    [InlineData(4, 2e-300, 1e-300, 0.001, -4.4619893183437423e-300, 8.4619893183437418e-300)]
    public void The_interval_of_a_mean_is_that_of_R(
        int n, double mean, double deviation, double level, double lower, double upper)
    {
        var interval = StudentInterval.OfMean(n, mean, deviation, level)!.Value;

        Assert.Equal(lower, interval.Lower, tolerance: Math.Abs(lower) * 1e-10);
        Assert.Equal(upper, interval.Upper, tolerance: Math.Abs(upper) * 1e-10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Below_two_values_there_is_none(int n) => Assert.Null(StudentInterval.OfMean(n, 1, 0, 0.05));

    [Fact]
    public void Values_that_are_all_equal_have_an_interval_without_width() =>
        Assert.Equal(new Interval(0.1, 0.1), StudentInterval.OfMean(5, 0.1, 0, 0.05));

    [Fact]
    public void A_value_that_was_not_finite_is_seen_in_both_ends() =>
        Assert.Equal(
            new Interval(double.NaN, double.NaN), StudentInterval.OfMean(5, double.NaN, double.NaN, 0.05));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_level_that_is_none_is_refused(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentInterval.OfMean(5, 0, 1, level));
}
