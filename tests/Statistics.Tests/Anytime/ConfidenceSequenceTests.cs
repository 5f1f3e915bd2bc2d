namespace Seedbed.Statistics.Tests.Anytime;

using CsCheck;
using Seedbed.Statistics.Anytime;
using Xunit;

public class ConfidenceSequenceTests
{
    private static readonly double[] Values = [.31, .12, .25, -.02, .22, .18, .3, .05, .27, .21];

    private static readonly Gen<double[]> Samples = Gen.Double[-1, 1].Array[2, 40];

    // Roots of e(δ) = 1/.2 by scipy 1.10.1's brentq, intersected over n.
    [Theory]
    [InlineData(3, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(4, -0.1727666092483096, 0.5027666092483096)]
    [InlineData(6, 0.025015539174390145, 0.32831779415894313)]
    [InlineData(8, 0.061526564459423116, 0.29956047596185514)]
    [InlineData(10, 0.09129016028924586, 0.28670983971075414)]
    public void It_is_what_no_look_has_excluded(int n, double lower, double upper)
    {
        var sequence = ConfidenceSequence.Of(Values.AsSpan(0, n), MixtureT.Default, 0.2);
        Assert.Equal((lower, upper), (sequence.Lower, sequence.Upper), Near);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(4)]
    public void It_excludes_nothing_while_values_are_too_few(int n) =>
        Assert.Equal(
            ConfidenceSequence.Everything, ConfidenceSequence.Of(Values.AsSpan(0, n), MixtureT.Default, 0.05));

    [Fact]
    public void Equal_values_leave_only_themselves_once_there_are_enough()
    {
        double[] equal = [.1, .1, .1, .1, .1];
        Assert.Equal(new(.1, .1), ConfidenceSequence.Of(equal, MixtureT.Default, 0.05));
        Assert.False(ConfidenceSequence.Of(equal.AsSpan(0, 4), MixtureT.Default, 0.05).IsFinite);
    }

    [Fact]
    public void A_mean_that_moves_far_enough_leaves_nothing()
    {
        double[] moving = [.. Enumerable.Range(0, 220).Select(i => i % 2 * .01 + (i < 20 ? 0 : 9))];
        Assert.True(ConfidenceSequence.Of(moving, MixtureT.Default, 0.05).IsEmpty);
    }

    [Fact]
    public void It_never_grows_and_is_wider_at_a_smaller_level() => Samples.Sample(values =>
    {
        var wide = ConfidenceSequence.Everything;
        for (var n = 1; n <= values.Length; n++)
        {
            var narrow = ConfidenceSequence.Of(values.AsSpan(0, n), MixtureT.Default, 0.05);
            Assert.True(narrow.Lower >= wide.Lower && narrow.Upper <= wide.Upper);
            var strict = ConfidenceSequence.Of(values.AsSpan(0, n), MixtureT.Default, 0.01);
            Assert.True(strict.Lower <= narrow.Lower && strict.Upper >= narrow.Upper);
            wide = narrow;
        }
    });

    [Fact]
    public void Another_unit_and_another_zero_change_nothing_else() =>
        Gen.Select(Samples, Gen.Int[-8, 8], Gen.Int[-4, 4]).Sample((values, power, shift) =>
        {
            var scale = Math.Pow(2, power);             // by powers of two, so that nothing is rounded
            double[] other = [.. values.Select(value => value * scale)];
            var (one, two) = (
                ConfidenceSequence.Of(values, MixtureT.Default, 0.05),
                ConfidenceSequence.Of(other, MixtureT.Default, 0.05));
            Assert.Equal((one.Lower * scale, one.Upper * scale), (two.Lower, two.Upper));

            var moved = ConfidenceSequence.Of([.. values.Select(value => value + shift)], MixtureT.Default, 0.05);
            Assert.Equal((one.Lower + shift, one.Upper + shift), (moved.Lower, moved.Upper), Near);
        });

    private static bool Near((double Lower, double Upper) one, (double Lower, double Upper) other) =>
        Near(one.Lower, other.Lower) && Near(one.Upper, other.Upper);

    private static bool Near(double one, double other) => one.Equals(other) || Math.Abs(one - other) < 1e-9;
}
