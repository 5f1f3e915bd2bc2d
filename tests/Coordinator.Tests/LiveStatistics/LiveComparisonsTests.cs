namespace Seedbed.Coordinator.Tests.LiveStatistics;

using Seedbed.Coordinator.LiveStatistics;
using Seedbed.Coordinator.Studies;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Xunit;

public class LiveComparisonsTests
{
    private static readonly StudySpecification Compared = Given.Study(cells: 2, seeds: 8) with
    {
        Report = new(
            ["test.accuracy"], "c0",
            [new("test.accuracy", "accuracy", "test", true, MetricDirection.HigherIsBetter, 0, null)]),
    };

    [Fact]
    public void A_recovered_study_shows_the_comparisons_of_one_that_was_watched_all_along()
    {
        var state = Given.After(Given.Submit(Compared));
        var watched = new LiveComparisons(state);
        for (var job = 0; job < 16; job++)
        {
            var before = state;
            state = state.After(Given.Lease(Given.Request(job)));
            var (cell, seed, fence) = state.Leases[Given.Slot()].Jobs.Select(
                grant => (grant.Cell, grant.Seed, grant.Fence)).Single();
            var result = seed == 3 && cell == 1 ? Given.Diverged() : Given.Completed(0.5 + cell * 0.1 + seed * 0.01);
            state = state.After(new StudyCommand.Finish(new(cell, seed), fence, result, Given.Noon));
            watched.Add(new(cell, seed), (JobState.Ended)state.Jobs[new(cell, seed)]);
        }

        var row = Assert.Single(watched.View().Shown);
        Assert.Equal(row, Assert.Single(new LiveComparisons(state).View().Shown));
        Assert.Equal((1, 0, "c1", "c0"), (row.Left, row.Right, row.LeftLabel, row.RightLabel));
        Assert.Equal((8, 0, 1), (row.Pairs, row.Excluded, row.LeftDiverged));
        Assert.Equal((7 * 0.1 - 0.53) / 8, row.Difference!.Value, 1e-12);
    }

    [Fact]
    public void A_cancelled_job_leaves_its_comparison_incomplete()
    {
        var state = Given.After(Given.Submit(Compared)).After(Given.Lease(Given.Request()));
        state = state.After(new StudyCommand.Cancel(new(), "no time", Given.Noon));
        Assert.True(Assert.Single(new LiveComparisons(state).View().Shown).Incomplete);
    }

    [Fact]
    public void A_study_that_compares_nothing_says_why() =>
        Assert.Contains(
            "report.against", new LiveComparisons(Given.After(Given.Submit(Given.Study()))).View().Note);
}
