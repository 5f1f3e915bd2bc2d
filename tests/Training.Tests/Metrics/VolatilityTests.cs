namespace Seedbed.Training.Tests.Metrics;

using Seedbed.Training.Metrics;
using Xunit;

public class VolatilityTests
{
    private const double Tolerance = 1e-14;

    /// <summary>
    /// NumPy 1.24.2, with e numbered from 1: <c>std([v[e] - v[e - 1] for e in range(2, E + 1) if e &gt; E / 2],
    /// ddof=1)</c>.
    /// </summary>
    public static TheoryData<double[], double> Curves => new()
    {
        { [0.1, 0.5, 0.7], 0.14142135623730956 },
        { [0.1, 0.5, 0.7, 0.6], 0.2121320343559642 },
        { [0.1, 0.5, 0.7, 0.6, 0.8], 0.17320508075688773 },
        { [0.1, 0.5, 0.7, 0.6, 0.8, 0.65], 0.18929694486000917 },
        { [2.3, 1.9, 1.4, 1.6, 1.2, 1.5, 1.1, 1.3, 1.0, 1.25], 0.3324154027718932 },
    };

    [Theory]
    [MemberData(nameof(Curves))]
    public void It_is_the_deviation_of_the_second_halfs_changes(double[] curve, double expected) =>
        Assert.Equal(expected, Assert.NotNull(Volatility.Of(curve)), Tolerance);

    [Fact]
    public void The_first_half_does_not_count_but_its_last_value_does()
    {
        double[] calm = [0, 0, 3, 4, 5, 6], wildBefore = [9, -9, 3, 4, 5, 6], anotherStart = [0, 0, 2, 4, 5, 6];

        Assert.Equal(0.0, Volatility.Of(calm));
        Assert.Equal(0.0, Volatility.Of(wildBefore));
        Assert.Equal(Math.Sqrt(1 / 3.0), Assert.NotNull(Volatility.Of(anotherStart)), Tolerance);    // of 2, 1, 1
    }

    [Theory]
    [InlineData(new double[0]), InlineData(new[] { 0.5 }), InlineData(new[] { 0.5, 0.6 })]
    public void Fewer_than_two_changes_have_no_deviation(double[] curve) => Assert.Null(Volatility.Of(curve));

    [Fact]
    public void A_value_that_is_not_finite_leaves_no_deviation()
    {
        Assert.Null(Volatility.Of([1, 2, 3, double.NaN]));
        Assert.Null(Volatility.Of([1, 2, double.PositiveInfinity, 3]));
        Assert.NotNull(Volatility.Of([double.NaN, 2, 3, 3]));
    }
}
