namespace Seedbed.Statistics.Tests.Comparisons;

using CsCheck;
using Seedbed.Statistics.Anytime;
using Seedbed.Statistics.Comparisons;
using Xunit;

public class SeedsToDecideTests
{
    [Fact]
    public void It_is_the_first_count_at_which_the_distance_suffices() =>
        Gen.Select(Gen.Int[2, 40], Gen.Double[-2, 2], Gen.Double[0.01, 2], Gen.Double[0.001, 0.2])
            .Sample((pairs, mean, deviation, level) =>
            {
                var more = SeedsToDecide.More(pairs, mean, deviation, null, MixtureT.Default, level);
                var expected = Enumerable.Range(pairs + 1, SeedsToDecide.Most - pairs)
                    .Cast<int?>().FirstOrDefault(n => Math.Sqrt(n!.Value) * Math.Abs(mean) / deviation
                        > (MixtureT.Default.CriticalT(n.Value, level) ?? double.PositiveInfinity));
                Assert.Equal(expected - pairs, more);
            }, iter: 200);

    [Fact]
    public void A_margin_can_decide_where_there_is_no_difference()
    {
        Assert.Null(SeedsToDecide.More(10, 0, 1, null, MixtureT.Default, 0.05));
        var more = SeedsToDecide.More(10, 0, 1, margin: 0.5, MixtureT.Default, 0.05);
        Assert.InRange(more!.Value, 20, 60);            // critical t is about 3.4 there, so √n > 6.8
    }

    [Theory, InlineData(0), InlineData(1)]
    public void One_pair_has_no_outlook(int pairs) =>
        Assert.Null(SeedsToDecide.More(pairs, 1, 0, null, MixtureT.Default, 0.05));

    [Fact]
    public void Equal_differences_decide_as_soon_as_there_are_five() =>
        Assert.Equal(3, SeedsToDecide.More(2, 0.1, 0, null, MixtureT.Default, 0.05));
}
