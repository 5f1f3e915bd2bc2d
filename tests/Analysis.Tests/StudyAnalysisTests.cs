namespace Seedbed.Analysis.Tests;

using CsCheck;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Statistics.Anytime;
using Seedbed.Statistics.Comparisons;
using Xunit;

public class StudyAnalysisTests
{
    private static readonly double[] Gains = [.031, .012, .025, -.002, .022, .018, .03, .005, .027, .021];

    [Fact]
    public void Whatever_order_results_come_in_the_numbers_are_the_same()
    {
        var jobs = from cell in Enumerable.Range(0, 4) from seed in Enumerable.Range(0, 6) select (cell, seed);
        Gen.Select(Gen.Shuffle(jobs.ToArray()), Gen.Int[0, 24], Gen.Int[0, 9].Array[24]).Sample((order, count, kinds) =>
        {
            var ended = order[..count];
            Assert.Equal(
                Given.ViewOf(After(ended, kinds)).Shown,
                Given.ViewOf(After([.. ended.Order()], kinds)).Shown);
        });

        static StudyAnalysis After(IEnumerable<(int Cell, int Seed)> jobs, int[] kinds)
        {
            var analysis = Given.Analysis(Given.Study(6, Given.Report(Given.Accuracy, Given.Loss)));
            foreach (var (cell, seed) in jobs)
                analysis.Add(cell, seed, kinds[cell * 6 + seed] switch
                {
                    0 => new Score.Diverged(),
                    1 => new Score.Lost(),
                    var value => Given.Scored(value * .1, cell + value),
                });
            return analysis;
        }
    }

    [Fact]
    public void A_pair_waits_until_every_seed_before_it_is_settled_on_both_sides()
    {
        var analysis = Given.Analysis(Given.Study(3));
        Add(analysis, 0, .5, .6);
        Add(analysis, 2, .5, .7);
        var row = Given.Row(analysis, Given.Research, Given.Baseline);
        Assert.Equal((1, 1, 3), (row.Pairs, row.Beyond, row.Seeds));
        Assert.Equal(.1, row.Difference!.Value, 1e-12);

        Add(analysis, 1, .5, .8);
        row = Given.Row(analysis, Given.Research, Given.Baseline);
        Assert.Equal((3, 0), (row.Pairs, row.Beyond));
        Assert.Equal(.2, row.Difference!.Value, 1e-12);
    }

    [Fact]
    public void A_failed_job_leaves_the_comparison_incomplete_and_what_comes_after_it_uncounted()
    {
        var analysis = Given.Analysis(Given.Study(3));
        analysis.Add(Given.Research, 0, new Score.Lost());
        analysis.Add(Given.Baseline, 0, Given.Scored(.5));
        Add(analysis, 1, .5, .6);
        var row = Given.Row(analysis, Given.Research, Given.Baseline);
        Assert.Equal((0, 1, true), (row.Pairs, row.Beyond, row.Incomplete));
    }

    [Fact]
    public void Diverged_seeds_count_with_the_worst_value()
    {
        var analysis = Given.Analysis(Given.Study(2));
        analysis.Add(Given.Research, 0, new Score.Diverged());
        analysis.Add(Given.Baseline, 0, Given.Scored(.5));
        var row = Given.Row(analysis, Given.Research, Given.Baseline);
        Assert.Equal((1, 0, 1, -.5), (row.Pairs, row.Excluded, row.LeftDiverged, row.Difference));
    }

    [Fact]
    public void A_config_that_collapses_on_half_its_seeds_does_not_win_by_leaving_them_out()
    {
        var study = Given.Study(20, Given.Report(Given.Accuracy) with { ExcludesDiverged = true });
        var analysis = Given.Analysis(study);
        for (var seed = 0; seed < 20; seed++)
        {
            analysis.Add(Given.Baseline, seed, Given.Scored(.5));
            analysis.Add(Given.Research, seed, seed % 2 == 0 ? new Score.Diverged() : Given.Scored(.7 + seed * .001));
        }

        var row = Given.Row(analysis, Given.Research, Given.Baseline);
        Assert.Equal((10, 10, 10, 0), (row.Pairs, row.Excluded, row.LeftDiverged, row.RightDiverged));
        Assert.True(row.AdjustedP < .05);
        Assert.Equal(Verdict.Undecided, row.Verdict);
        Assert.Contains("diverged more often (10 against 0)", row.Note);
    }

    [Fact]
    public void A_metric_without_a_worst_value_leaves_diverged_pairs_out_and_says_so()
    {
        var analysis = Given.Analysis(Given.Study(20, Given.Report(Given.Loss)));
        for (var seed = 0; seed < 20; seed++)
        {
            analysis.Add(Given.Baseline, seed, seed == 3 ? new Score.Diverged() : Given.Scored(.5 + seed * .001));
            analysis.Add(Given.Research, seed, Given.Scored(.2));
        }

        var row = Given.Row(analysis, Given.Research, Given.Baseline);
        Assert.Equal((19, 1, Verdict.Better), (row.Pairs, row.Excluded, row.Verdict));
        Assert.Contains("1 left out", row.Note);
    }

    [Fact]
    public void Verdicts_rest_on_what_holm_leaves_of_alpha()
    {
        var analysis = Given.Analysis(Given.Study());
        for (var seed = 0; seed < 10; seed++) Add(analysis, seed, .5, .5 + Gains[seed]);

        // One of five members has pairs: its p, 0.008017 by numpy (RunningEvidenceTests), counts five times.
        var row = Given.Row(analysis, Given.Research, Given.Baseline);
        Assert.Equal(0.008017089160643328, row.P, 1e-9);
        Assert.Equal(5 * row.P, row.AdjustedP, 1e-12);
        Assert.Equal(Verdict.Better, row.Verdict);
        var strict = ConfidenceSequence.Of(Gains, MixtureT.Default, .05 / 5);
        Assert.Equal((strict.Lower, strict.Upper), (row.Adjusted!.Lower, row.Adjusted.Upper), (one, other) =>
            Math.Abs(one.Lower - other.Lower) < 1e-9 && Math.Abs(one.Upper - other.Upper) < 1e-9);
        Assert.True(row.Interval!.Lower > row.Adjusted.Lower);
    }

    [Fact]
    public void Lower_is_better_where_the_metric_says_so_and_nobody_is_where_it_has_no_direction()
    {
        var plain = Given.Loss with { Name = "x", Direction = MetricDirection.None };
        var analysis = Given.Analysis(Given.Study(10, Given.Report(Given.Loss, plain)));
        for (var seed = 0; seed < 10; seed++)
        {
            analysis.Add(Given.Baseline, seed, Given.Scored(.5, .5));
            analysis.Add(Given.Research, seed, Given.Scored(.4 + seed * .001, .4 + seed * .001));
        }

        Assert.Equal(Verdict.Better, Given.Row(analysis, Given.Research, Given.Baseline).Verdict);
        Assert.Equal(Verdict.Lower, Given.Row(analysis, Given.Research, Given.Baseline, metric: 1).Verdict);
    }

    [Fact]
    public void Without_a_margin_nothing_is_equivalent()
    {
        Assert.Equal(Verdict.Undecided, Verdicts(margin: null));
        Assert.Equal(Verdict.Equivalent, Verdicts(margin: .01));

        static Verdict Verdicts(double? margin)
        {
            var analysis = Given.Analysis(Given.Study(10, Given.Report(Given.Accuracy with { Margin = margin })));
            for (var seed = 0; seed < 10; seed++) Add(analysis, seed, .5 + seed * .001, .5 + seed * .001);
            return Given.Row(analysis, Given.Research, Given.Baseline).Verdict;
        }
    }

    private static void Add(StudyAnalysis analysis, int seed, double baseline, double research)
    {
        analysis.Add(Given.Baseline, seed, Given.Scored(baseline));
        analysis.Add(Given.Research, seed, Given.Scored(research));
    }
}
