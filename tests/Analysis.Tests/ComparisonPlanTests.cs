namespace Seedbed.Analysis.Tests;

using Seedbed.Messages.Http;
using Seedbed.Messages.Studies;
using Xunit;

public class ComparisonPlanTests
{
    [Fact]
    public void Configs_and_ablations_are_compared_with_the_baseline_and_ablations_with_what_they_take_from() =>
        Assert.Equal(
            [
                new(ComparisonKind.Config, Given.Research, Given.Baseline),
                new(ComparisonKind.Ablation, Given.NoPositions, Given.Research),
                new(ComparisonKind.Config, Given.NoPositions, Given.Baseline),
                new(ComparisonKind.Ablation, Given.NoWeights, Given.Research),
                new(ComparisonKind.Config, Given.NoWeights, Given.Baseline),
            ],
            ComparisonPlan.Of(Given.Study()));

    [Fact]
    public void An_ablation_of_the_baseline_is_compared_with_it_once()
    {
        var study = Given.Study() with { Report = Given.Report(Given.Accuracy) with { Against = "research" } };
        Assert.Equal(
            [
                new(ComparisonKind.Config, Given.Baseline, Given.Research),
                new(ComparisonKind.Ablation, Given.NoPositions, Given.Research),
                new(ComparisonKind.Ablation, Given.NoWeights, Given.Research),
            ],
            ComparisonPlan.Of(study));
    }

    [Fact]
    public void Cells_are_compared_at_equal_points_of_the_grid()
    {
        var study = Given.Study(grid: [new("rate", ["1", "2", "3"]), new("width", ["8", "16"])]);
        var (plan, comparisons) = (new CellPlan(study), ComparisonPlan.Of(study).ToList());
        Assert.Equal(5 * 6, comparisons.Count);
        Assert.All(comparisons, pair => Assert.Equal(plan[pair.Left].Grid, plan[pair.Right].Grid));
        Assert.Equal(comparisons.Count, comparisons.Distinct().Count());
        Assert.Equal(5 * 6, ComparisonPlan.Members(study));
    }

    [Fact]
    public void Without_a_baseline_only_ablations_are_compared() =>
        Assert.All(
            ComparisonPlan.Of(Given.Study() with { Report = Given.Report(Given.Accuracy) with { Against = null } }),
            pair => Assert.Equal(ComparisonKind.Ablation, pair.Kind));

    [Fact]
    public void A_study_from_before_verdicts_says_how_it_gets_them()
    {
        var study = Given.Study(report: new(["test.accuracy"], "baseline"));
        var view = Given.ViewOf(Given.Analysis(study));
        Assert.Empty(view.Shown);
        Assert.Contains("submit the study again", view.Note);
    }
}
