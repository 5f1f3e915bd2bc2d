namespace Seedbed.Statistics.Tests.Comparisons;

using CsCheck;
using Seedbed.Statistics.Comparisons;
using Xunit;

public class HolmTests
{
    // statsmodels 0.13.5: multipletests(p, .05, 'holm')[1]; the last also R 4.2.2: p.adjust(p, "holm").
    public static TheoryData<double[], double[]> Published => new()
    {
        { [], [] },
        { [0.2], [0.2] },
        { [0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02] },
        { [0.02, 0.02, 0.02], [0.06, 0.06, 0.06] },
        { [1, 0, 0.5], [1, 0, 1] },
        { [0.001, 0.012, 0.02, 0.021, 0.9, 0.012], [0.006, 0.06, 0.06, 0.06, 0.9, 0.06] },
    };

    [Theory, MemberData(nameof(Published))]
    public void Adjusted_p_values_are_those_of_statsmodels_and_R(double[] p, double[] expected)
    {
        var adjusted = Holm.Adjust(p);

        Assert.Equal(expected.Length, adjusted.Length);
        Assert.All(expected.Zip(adjusted), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-15));
    }

    [Fact]
    public void Each_member_stands_at_its_step_and_all_after_the_first_not_rejected_at_that_one() =>
        Assert.Equal(
            [0.05 / 3, 0.05 / 2, 0.05 / 5, 0.05 / 4, 0.05 / 2],
            Holm.Levels([0.013, 0.03, 0.0001, 0.012, 0.9], 0.05));

    [Fact]
    public void Where_all_are_rejected_the_last_stands_at_the_whole_level() =>
        Assert.Equal([0.05, 0.05 / 2, 0.05 / 3], Holm.Levels([0.04, 0.02, 0.01], 0.05));

    [Fact]
    public void Of_equal_members_the_one_given_first_has_the_stricter_level() =>
        Assert.Equal([0.05 / 2, 0.05], Holm.Levels([0.02, 0.02], 0.05));

    [Fact]
    public void Both_ways_to_say_it_reject_the_same_members() =>
        Gen.Select(Gen.Double[0, 0.1].Array[0, 12], Gen.Double[0.001, 0.2]).Sample((p, alpha) =>
        {
            var (adjusted, levels) = (Holm.Adjust(p), Holm.Levels(p, alpha));
            return p.Select((value, i) => value <= levels[i] == adjusted[i] <= alpha).All(agrees => agrees);
        });

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_p_is_refused(double p)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Holm.Adjust([0.5, p]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Holm.Levels([0.5, p], 0.05));
    }
}
