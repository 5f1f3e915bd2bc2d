namespace Seedbed.Statistics.Tests;

using CsCheck;
using Xunit;

public class MomentsTests
{
    // Expected values: Python 3.11, statistics.fmean and statistics.stdev, which compute in exact fractions.
    // numpy 1.24's np.mean and np.std(ddof=1) agree on the first three rows to 1e-16 and overflow on the last but one.
    public static TheoryData<double[], double, double> Published => new()
    {
        { [1, 2, 3, 4], 2.5, 1.2909944487358056 },
        { [0.7312, 0.7298, 0.7405, 0.7277, 0.7333], 0.7325, 0.004915790882452198 },
        { [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], 1e9 + 10, 5.477225575051661 },
        { [0.1, 0.2, 0.3], 0.19999999999999998, 0.09999999999999999 },
        { [1e300, 1.0, -1e300], 1.0 / 3, 1e300 },
        { [5e-324, 1e-323], 1e-323, 5e-324 },
    };

    [Theory, MemberData(nameof(Published))]
    public void Mean_and_deviation_are_those_of_an_independent_implementation(
        double[] values, double mean, double deviation)
    {
        var moments = Of(values);

        Assert.Equal(mean, moments.Mean!.Value, tolerance: Math.Abs(mean) * 1e-15);
        Assert.Equal(deviation, moments.Deviation!.Value, tolerance: deviation * 1e-15);
        Assert.Equal(
            (values.Min(), values.Max(), values.Length), (moments.Min!.Value, moments.Max!.Value, moments.Count));
    }

    [Fact]
    public void Without_values_there_is_nothing_and_with_one_there_is_no_deviation()
    {
        var none = new Moments();
        var one = Of([2.5]);

        Assert.Equal((0, null, null, null, null), (none.Count, none.Mean, none.Deviation, none.Min, none.Max));
        Assert.Equal((1, 2.5, null, 2.5, 2.5), (one.Count, one.Mean, one.Deviation, one.Min, one.Max));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_counted_and_makes_every_number_undefined(double value)
    {
        var moments = Of([1, value, 3]);

        Assert.Equal(3, moments.Count);
        Assert.All(
            [moments.Mean, moments.Deviation, moments.Min, moments.Max], number => Assert.Equal(double.NaN, number));
    }

    [Fact]
    public void The_same_values_give_the_same_bits_in_any_order() =>
        Gen.Double.Where(double.IsFinite).Array[0, 40]
            .SelectMany(values => Gen.Shuffle(values).Select(shuffled => (values, shuffled)))
            .Sample(pair =>
            {
                var (one, other) = (Of(pair.values), Of(pair.shuffled));
                return one.Mean.Equals(other.Mean) && one.Deviation.Equals(other.Deviation)
                    && one.Min.Equals(other.Min) && one.Max.Equals(other.Max);
            });

    [Fact]
    public void Equal_values_have_no_spread_and_are_their_own_mean() =>
        Gen.Select(Gen.Double.Where(double.IsFinite), Gen.Int[2, 30]).Sample((value, count) =>
        {
            var moments = Of([.. Enumerable.Repeat(value, count)]);
            return moments.Mean!.Value.Equals(value + 0.0) && moments.Deviation == 0;
        });

    [Fact]
    public void The_mean_lies_between_the_smallest_and_the_largest() =>
        Gen.Double.Where(double.IsFinite).Array[1, 40]
            .Sample(values => Of(values) is var of && of.Min <= of.Mean && of.Mean <= of.Max);

    private static Moments Of(double[] values)
    {
        var moments = new Moments();
        foreach (var value in values) moments.Add(value);
        return moments;
    }
}
