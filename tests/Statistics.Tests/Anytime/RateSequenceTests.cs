namespace Seedbed.Statistics.Tests.Anytime;

using Seedbed.Statistics.Anytime;
using Xunit;

public class RateSequenceTests
{
    // scipy 1.10.1: brentq on betaln(.5 + k, .5 + n - k) - betaln(.5, .5) - k*log(p) - (n - k)*log1p(-p) + log(level)
    // on either side of k/n after each outcome, running maximum and minimum of the ends.
    [Theory]
    [InlineData("0", 0.05, 0, 0.975)]
    [InlineData("1", 0.05, 0.025, 1)]
    [InlineData("0010010000", 0.05, 0.019219422321674503, 0.6575213915822037)]
    [InlineData("000000000000000000000000000000", 0.05, 0, 0.16118246840772174)]
    [InlineData("11111111111111111111", 0.01, 0.7159946882052411, 1)]
    public void The_range_is_that_of_an_independent_root_search(
        string outcomes, double level, double lower, double upper)
    {
        var range = After(outcomes, level).Range!.Value;

        Assert.Equal(lower, range.Lower, tolerance: 1e-11);
        Assert.Equal(upper, range.Upper, tolerance: 1e-11);
    }

    [Fact]
    public void After_thousands_of_outcomes_it_still_is()
    {
        var range = After(string.Concat(Enumerable.Repeat("100", 1000)), 0.05).Range!.Value;

        Assert.Equal(0.30139525352443336, range.Lower, tolerance: 1e-9);
        Assert.Equal(0.36654660583906856, range.Upper, tolerance: 1e-9);
    }

    [Fact]
    public void Before_the_first_outcome_every_rate_is_possible()
    {
        var sequence = new RateSequence(0.05);

        Assert.Equal((0, null, new Interval(0, 1)), (sequence.Outcomes, sequence.Rate, sequence.Range));
    }

    [Fact]
    public void A_rate_that_moves_leaves_no_rate_and_none_comes_back()
    {
        var sequence = After(new string('1', 40) + new string('0', 16), 0.05);
        Assert.NotNull(sequence.Range);

        sequence.Add(occurred: false);                               // the 57th, as in the independent search
        Assert.Null(sequence.Range);

        for (var i = 0; i < 50; i++) sequence.Add(occurred: true);
        Assert.Null(sequence.Range);
        Assert.Equal((90, 107), (sequence.Occurred, sequence.Outcomes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_level_that_is_none_is_refused(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateSequence(level));

    private static RateSequence After(string outcomes, double level)
    {
        var sequence = new RateSequence(level);
        foreach (var outcome in outcomes) sequence.Add(outcome == '1');
        return sequence;
    }
}
