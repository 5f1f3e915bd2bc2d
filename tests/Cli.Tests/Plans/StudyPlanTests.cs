namespace Seedbed.Cli.Tests.Plans;

using Seedbed.Cli.Plans;
using Seedbed.Messages.Studies;
using Xunit;
using static Seedbed.Cli.Tests.Specifications;

public class StudyPlanTests
{
    [Fact]
    public void Totals_are_those_of_the_whole_grid_and_only_the_first_cells_are_listed()
    {
        var rates = new GridAxis("learning-rate", [.. Enumerable.Range(1, 10_000).Select(rate => $"{rate}")]);

        var plan = StudyPlan.Of(Study(SeedPlan.Range(50), rates), limit: 3);

        Assert.Equal((20_000, 50, 1_000_000), (plan.Cells, plan.Seeds, plan.Jobs));
        Assert.Equal(["1", "2", "3"], plan.First.Select(cell => cell.Grid["learning-rate"]));
    }

    [Fact]
    public void Varied_sources_and_repeats_are_named()
    {
        var plan = StudyPlan.Of(Study(new SeedPlan([new("init", 5, null), new("order", 2, [3, 9])], 2)), limit: 0);

        Assert.Equal(
            new Dictionary<string, string> { ["init"] = "0..4", ["order"] = "3, 9", ["repeat"] = "0..1" }, plan.Axes);
        Assert.Equal(20, plan.Seeds);
    }
}
