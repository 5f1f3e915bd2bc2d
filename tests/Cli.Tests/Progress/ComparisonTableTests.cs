namespace Seedbed.Cli.Tests.Progress;

using Seedbed.Cli.Progress;
using Seedbed.Messages.Http;
using Xunit;
using static Seedbed.Cli.Tests.Progress.Views;

public class ComparisonTableTests
{
    private static readonly ComparisonView Row = new(
        ComparisonKind.Config, "loss", 1, 0, "new", "base", 5, 5, 0, 0, 0, 0, false, -0.25, 0.125, 0.5, 2, 0, -2,
        new(-0.4, -0.1), new(-0.45, -0.05), false, 0.01, 0.02, Verdict.Better, null, null, null);

    [Fact]
    public void A_comparison_has_a_row_per_metric_with_its_interval_and_verdict()
    {
        var open = Row with
        {
            Metric = "accuracy",
            Pairs = 2,
            Difference = 0.5,
            Adjusted = null,
            AdjustedP = 1,
            Verdict = Verdict.Undecided,
            MoreSeeds = 7,
        };
        Assert.Equal(
            """
              comparison   pairs   difference     95 % at any look      p   verdict
              new − base
                loss         5/5      -0.2500   -0.4500 to -0.0500   0.02   better
                accuracy     2/5      +0.5000                  all      1   undecided (~7 more)
            """, string.Join('\n', Shown([Row, open], limit: 10).Split('\n').Where(line => !line.StartsWith('─'))));
    }

    [Fact]
    public void Comparisons_beyond_the_limit_are_counted_not_forgotten() =>
        Assert.EndsWith("… and 1 more comparisons", Shown([Row, Row], limit: 1), StringComparison.Ordinal);

    [Fact]
    public void Where_nothing_is_compared_there_is_no_table() =>
        Assert.Null(ComparisonTable.Of(new(0.05, 1, 0, [], "nothing is compared"), limit: 10));

    private static string Shown(ComparisonView[] rows, int limit) =>
        Plain(ComparisonTable.Of(new(0.05, 1, rows.Length, rows), limit)!, width: 200);
}
