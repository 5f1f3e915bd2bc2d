namespace Seedbed.Statistics.Tests.Predictions;

using Seedbed.Statistics.Predictions;
using Xunit;

public class AgreementTests
{
    // statsmodels 0.13.5: fleiss_kappa(aggregate_raters(M.T)[0]) of stats.inter_rater; pairs and majorities by
    // itertools.combinations and np.unique, numpy 1.24.2.
    public static TheoryData<int[], int, double[], double, double> Published => new()
    {
        {
            [0, 1, 2, 1, 0, 2, 0, 1, 1, 1, 0, 2, 0, 2, 2, 1, 1, 2, 0, 1, 0, 1, 0, 2], 4,
            [1, 0.75, 0.5, 1, 0.75, 1], 0.6944444444444445, 0.5392670157068064
        },
        { [3, 3, -1, 3, -1, 3], 2, [1, 0.5, 0.5], 1.0 / 3, -0.5 },
        {
            [0, 1, 2, 3, 0, 1, 0, 3, 2, 0, 2, 2, 0, 0, 1], 3,
            [1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3, 2.0 / 3], 0.06666666666666667, -0.3125
        },
    };

    [Theory, MemberData(nameof(Published))]
    public void Agreement_is_that_of_statsmodels(
        int[] predictions, int seeds, double[] shares, double pairwise, double kappa)
    {
        var agreement = Agreement.Of(predictions, seeds)!;

        Assert.Equal(shares, agreement.MajorityShares);
        Assert.Equal(shares.Count(share => share < 1), agreement.Flips);
        Assert.Equal(pairwise, agreement.Pairwise, tolerance: 1e-15);
        Assert.Equal(kappa, agreement.Kappa!.Value, tolerance: 1e-14);
    }

    [Fact]
    public void Seeds_that_always_say_one_thing_agree_and_have_no_kappa()
    {
        var agreement = Agreement.Of([7, 7, 7, 7], seeds: 2)!;

        Assert.Equal((1, null, 0), (agreement.Pairwise, agreement.Kappa, agreement.Flips));
    }

    [Fact]
    public void One_seed_agrees_with_nobody() => Assert.Null(Agreement.Of([1, 2, 3], seeds: 1));

    [Fact]
    public void Predictions_that_are_not_as_many_for_each_seed_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Agreement.Of([1, 2, 3], seeds: 2));
        Assert.Throws<ArgumentException>(() => Agreement.Of([], seeds: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Agreement.Of([1], seeds: 0));
    }
}
