namespace Seedbed.Statistics.Tests.Comparisons;

using CsCheck;
using Seedbed.Statistics.Anytime;
using Seedbed.Statistics.Comparisons;
using Xunit;

public class RunningEvidenceTests
{
    private static readonly double[] Differences = [.31, .12, .25, -.02, .22, .18, .3, .05, .27, .21];

    // The formula over prefixes with numpy 1.24, after it was checked against noncentral t (MixtureTTests).
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 0.38223344051445934)]
    [InlineData(4, 0.38223344051445934)]
    [InlineData(10, 0.008017089160643328)]
    public void P_is_the_smallest_of_all_looks(int n, double expected)
    {
        var evidence = After(Differences[..n], margin: null);
        Assert.Equal(expected, evidence.P, 1e-12);
        Assert.Equal(expected, evidence.GreaterP, 1e-12);
        Assert.Equal(1, evidence.LessP);
        Assert.Equal(1, evidence.EquivalentP);
    }

    [Fact]
    public void Equivalence_needs_evidence_against_both_margins()
    {
        var evidence = After(Differences, margin: 0.5);
        Assert.Equal(0.0006456036301080912, evidence.EquivalentP, 1e-12);
        Assert.Equal(evidence.EquivalentP, evidence.P);
        Assert.Equal(Decision.Equivalent, evidence.At(0.001));
        Assert.Equal(Decision.Greater, evidence.At(0.05));
    }

    [Fact]
    public void Pairs_that_never_differ_are_equivalent_within_any_margin_and_never_better()
    {
        Assert.Equal(Decision.Equivalent, After(new double[5], margin: 1e-9).At(0.05));
        Assert.Equal(1, After(new double[100], margin: null).P);
    }

    [Fact]
    public void The_same_difference_again_and_again_decides_after_five()
    {
        Assert.Equal(Decision.Undecided, After([-.1, -.1, -.1, -.1], margin: null).At(0.05));
        Assert.Equal(Decision.Less, After([-.1, -.1, -.1, -.1, -.1], margin: null).At(0.05));
    }

    [Fact]
    public void A_decision_is_what_the_interval_of_the_same_level_says() =>
        Gen.Select(Gen.Double[-1, 1].Array[2, 60], Gen.Double[-1, 1], Gen.Double[0.05, 1], Gen.Double[0.001, 0.3])
            .Sample((noise, shift, margin, level) =>
            {
                double[] differences = [.. noise.Select(value => value / 3 + shift)];
                var interval = ConfidenceSequence.Of(differences, MixtureT.Default, level);
                var expected = interval switch
                {
                    { Lower: > 0, Upper: < 0 } => Decision.Undecided,
                    { Lower: > 0 } => Decision.Greater,
                    { Upper: < 0 } => Decision.Less,
                    _ when interval.Lower > -margin && interval.Upper < margin => Decision.Equivalent,
                    _ => Decision.Undecided,
                };
                Assert.Equal(expected, After(differences, margin).At(level));
            });

    [Fact]
    public void Turned_around_it_says_the_opposite() => Gen.Double[-1, 1].Array[0, 30].Sample(differences =>
    {
        var (one, other) = (After(differences, 0.1), After([.. differences.Select(value => -value)], 0.1));
        Assert.Equal((one.GreaterP, one.LessP, one.EquivalentP), (other.LessP, other.GreaterP, other.EquivalentP));
    });

    private static RunningEvidence After(double[] differences, double? margin)
    {
        var evidence = new RunningEvidence(margin);
        foreach (var difference in differences) evidence.Add(difference, MixtureT.Default);
        return evidence;
    }
}
