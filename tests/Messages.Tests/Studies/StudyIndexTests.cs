namespace Seedbed.Messages.Tests.Studies;

using CsCheck;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Studies;
using Xunit;
using static Specifications;

public class StudyIndexTests
{
    private static readonly StudySpecification Two = Of(
        [Config("small", ("width", "8")), Config("large", ("width", "128"))]);

    [Fact]
    public void A_first_submission_stands_at_its_own_positions()
    {
        var index = StudyIndex.Initial(Two);

        Assert.Equal([0, 1], Enumerable.Range(0, index.CellCount).Select(index.CellOf));
        Assert.Equal([0, 1, 2], Enumerable.Range(0, index.SeedCount).Select(index.SeedOf));
        Assert.Equal(6, index.ActiveJobs);
    }

    [Fact]
    public void A_config_put_first_is_appended()
    {
        var index = StudyIndex.Initial(Two).Extend(
            Two with { Configs = [Config("new", ("width", "16")), .. Two.Configs] });

        Assert.Equal([2, 0, 1], Enumerable.Range(0, 3).Select(index.CellOf));
        Assert.Equal("new", index.Cell(2).Cell.Config);
    }

    [Fact]
    public void A_renamed_config_keeps_its_index_and_shows_its_new_name()
    {
        var index = StudyIndex.Initial(Two).Extend(
            Two with { Configs = [Config("tiny", ("width", "8")), Two.Configs[1]] });

        Assert.Equal(2, index.CellCount);
        Assert.Equal("tiny", index.Cell(0).Cell.Config);
    }

    [Fact]
    public void A_cell_taken_out_is_inactive_until_it_comes_back()
    {
        var without = StudyIndex.Initial(Two).Extend(Two with { Configs = [Two.Configs[1]] });
        var again = without.Extend(Two);

        Assert.False(without.IsActive(0, 0));
        Assert.True(without.IsActive(1, 0));
        Assert.Equal("small", without.Cell(0).Cell.Config);
        Assert.True(again.IsActive(0, 0));
        Assert.Equal(2, again.CellCount);
    }

    [Fact]
    public void A_new_version_of_the_program_makes_new_cells()
    {
        var index = StudyIndex.Initial(Two).Extend(Two with { Program = Two.Program with { Version = "2" } });

        Assert.Equal(4, index.CellCount);
        Assert.Equal("1", index.Cell(0).Specification.Program.Version);
        Assert.Equal("2", index.Cell(2).Specification.Program.Version);
        Assert.False(index.IsActive(0, 0));
    }

    [Fact]
    public void Fewer_seeds_and_then_more_keep_what_they_mean()
    {
        var index = StudyIndex.Initial(Two).Extend(Two with { Seeds = SeedPlan.Range(1) }).Extend(
            Two with { Seeds = SeedPlan.Range(5) });

        Assert.Equal([0L, 1, 2, 3, 4], Enumerable.Range(0, index.SeedCount).Select(seed => index.Seed(seed).Init));
    }

    [Fact]
    public void Another_study_extends_nothing() =>
        Assert.Throws<ArgumentException>(() => StudyIndex.Initial(Two).Extend(Two with { Name = new("other") }));

    [Fact]
    public void Two_cells_that_are_the_same_are_refused() =>
        Assert.Throws<ArgumentException>(() => StudyIndex.Initial(Two).Extend(
            Two with { Configs = [Config("a", ("width", "9")), Config("b", ("width", "9"))] }));

    [Fact]
    public void A_million_jobs_and_more_seeds_for_them_cost_no_memory()
    {
        var million = Two with { Seeds = SeedPlan.Range(500_000) };
        _ = StudyIndex.Initial(Two).Extend(Two);   // what runs for the first time allocates once
        var before = GC.GetAllocatedBytesForCurrentThread();

        var index = StudyIndex.Initial(million).Extend(million with { Seeds = SeedPlan.Range(1_000_000) });

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal(2_000_000, index.ActiveJobs);
        Assert.Equal(999_999, index.Seed(999_999).Init);
    }

    [Fact]
    public void Safety_a_plan_that_lengthens_another_begins_with_it() =>
        Gen.Select(SomeSeeds, SomeSeeds).Sample((one, other) =>
        {
            if (!one.Lengthens(other)) return;
            Assert.Equal(Vectors(other), Vectors(one).Take((int)other.Count));
        });

    [Fact]
    public void Safety_an_index_never_comes_to_mean_another_cell_or_seed() =>
        SomeHistory.Sample(history =>
        {
            var index = StudyIndex.Initial(history[0]);
            foreach (var next in history.Skip(1))
            {
                var extended = index.Extend(next);
                Assert.True(extended.CellCount >= index.CellCount && extended.SeedCount >= index.SeedCount);
                Assert.Equal(Keys(index), Keys(extended).Take(index.CellCount));
                Assert.Equal(Seeds(index), Seeds(extended).Take(index.SeedCount));
                Assert.Distinct(Keys(extended));
                Assert.Distinct(Seeds(extended));
                index = extended;
            }
        }, iter: 150);

    [Fact]
    public void Liveness_everything_last_submitted_is_active_at_its_index_and_nothing_else_is() =>
        SomeHistory.Sample(history =>
        {
            var index = history.Skip(1).Aggregate(
                StudyIndex.Initial(history[0]), (current, next) => current.Extend(next));
            var last = history[^1];
            var cells = Enumerable.Range(0, index.Plan.Count).ToDictionary(
                index.CellOf, position => index.Plan[position].Key(last));
            var seeds = Enumerable.Range(0, (int)last.Seeds.Count).ToDictionary(
                index.SeedOf, position => last.Seeds[position]);

            Assert.All(cells, cell => Assert.Equal(cell.Value, KeyOf(index.Cell(cell.Key))));
            Assert.All(seeds, seed => Assert.Equal(seed.Value, index.Seed(seed.Key)));
            Assert.All(
                Enumerable.Range(0, index.CellCount),
                cell => Assert.Equal(cells.ContainsKey(cell), index.IsCellActive(cell)));
            Assert.All(
                Enumerable.Range(0, index.SeedCount),
                seed => Assert.Equal(seeds.ContainsKey(seed), index.IsSeedActive(seed)));
            Assert.Equal((long)cells.Count * seeds.Count, index.ActiveJobs);
        }, iter: 150);

    private static IEnumerable<SeedVector> Vectors(SeedPlan plan) =>
        Enumerable.Range(0, (int)plan.Count).Select(index => plan[index]);

    private static IEnumerable<ContentHash> Keys(StudyIndex index) =>
        Enumerable.Range(0, index.CellCount).Select(cell => KeyOf(index.Cell(cell)));

    private static IEnumerable<SeedVector> Seeds(StudyIndex index) =>
        Enumerable.Range(0, index.SeedCount).Select(index.Seed);

    private static ContentHash KeyOf(IndexedCell indexed) => indexed.Cell.Key(indexed.Specification);

}
