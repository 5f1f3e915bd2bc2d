namespace Seedbed.Messages.Tests.Studies;

using CsCheck;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Xunit;
using static Specifications;

public sealed class CellPlanTests
{
    private static readonly StudySpecification Study = Of(
        [Config("baseline", ("width", "8")), Config("research")],
        grid: [Axis("learning-rate", "0.1", "0.2"), Axis("bias", "true", "false")],
        ablations: [Ablation("narrow", "research", ("width", "4"))],
        @base: Table(("width", "32")));

    private static readonly DataSpecification Words = new(
        new ContentHash(new string('a', 64)), "words.tsv.gz", 100, Columns(("text", "word"), ("label", "stress")), "common", 24,
        ["common", "proper"], new SplitSpecification("hash", "word", 5, 0.1, 0.2, 1), 1000);

    [Fact]
    public void Configs_come_first_then_ablations_and_the_last_axis_varies_fastest()
    {
        var plan = new CellPlan(Study);

        Assert.Equal(
            [
                "baseline · learning-rate=0.1 · bias=true", "baseline · learning-rate=0.1 · bias=false",
                "baseline · learning-rate=0.2 · bias=true", "baseline · learning-rate=0.2 · bias=false",
                "research · learning-rate=0.1 · bias=true", "research · learning-rate=0.1 · bias=false",
                "research · learning-rate=0.2 · bias=true", "research · learning-rate=0.2 · bias=false",
                "research · narrow · learning-rate=0.1 · bias=true", "research · narrow · learning-rate=0.1 · bias=false",
                "research · narrow · learning-rate=0.2 · bias=true", "research · narrow · learning-rate=0.2 · bias=false",
            ],
            Enumerable.Range(0, plan.Count).Select(index => plan[index].Label));
    }

    [Theory]
    [InlineData(0, "bias=true learning-rate=0.1 width=8")]      // the config over the base
    [InlineData(7, "bias=false learning-rate=0.2 width=32")]    // the base over the default
    [InlineData(8, "bias=true learning-rate=0.1 width=4")]      // the ablation over all
    public void Parameters_come_from_defaults_base_config_grid_and_ablation(int index, string expected) =>
        Assert.Equal(expected, Written(new CellPlan(Study)[index]));

    [Theory]
    [InlineData(-1)]
    [InlineData(12)]
    public void There_is_no_cell_outside(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CellPlan(Study)[index]);

    // The expected value comes from the same encoding written a second time, in Python (struct and hashlib).
    [Fact]
    public void A_key_stays_the_same_from_version_to_version() =>
        Assert.Equal(
            "1c9e142f36d19892957e2b940e7992c95eddd3b90d32658b8ed86892c47d3d0f",
            new CellPlan(Study with { Data = Words })[8].Key(Study with { Data = Words }).Hex);

    public static TheoryData<string, StudySpecification> Same => new()
    {
        { "other name", With(Words) with { Name = new("other") } },
        { "other seeds", With(Words) with { Seeds = SeedPlan.Range(100) } },
        { "other lanes", With(Words) with { Lanes = 8, MaxAttempts = 9 } },
        { "other standing", With(Words) with { Weight = 3, Priority = 7 } },
        { "other report", With(Words) with { Report = new ReportSpecification(["accuracy"], "baseline") } },
        { "file moved", With(Words with { FileName = "renamed.TSV.GZ" }) },
        { "config renamed", With(Words) with { Configs = [Config("renamed", ("width", "8")), Config("research")] } },
        { "default written out", With(Words) with { Base = Table(("width", "32"), ("learning-rate", "0.001")) } },
    };

    /// <summary>What <see cref="Same"/> and <see cref="Other"/> are held against.</summary>
    public static StudySpecification Begun => With(Words);

    [Theory, MemberData(nameof(Same))]
    public void What_changes_no_result_changes_no_key(string what, StudySpecification study) =>
        Assert.True(KeyOf(With(Words)) == KeyOf(study), what);

    public static TheoryData<string, StudySpecification> Other => new()
    {
        { "version", With(Words) with { Program = new ProgramIdentity("mlp-teacher", "2", null) } },
        { "build", With(Words) with { Program = new ProgramIdentity("mlp-teacher", "1", "abc") } },
        { "selection", With(Words) with { Selection = new Selection("val.loss") } },
        { "no data", With(null) },
        { "content", With(Words with { Content = new ContentHash(new string('b', 64)) }) },
        { "format", With(Words with { FileName = "words.csv.gz" }) },
        { "two columns", With(Words with { Columns = Columns(("text", "word"), ("label", new("stress", "word"))) }) },
        { "columns in another order",
            With(Words with { Columns = Columns(("text", "word"), ("label", new("word", "stress"))) }) },
        { "columns", With(Words with { Columns = Columns(("text", "stress"), ("label", "word")) }) },
        { "in-domain", With(Words with { InDomain = "proper" }) },
        { "classes", With(Words with { Classes = 23 }) },
        { "all classes", With(Words with { Classes = null, Take = 24 }) },
        { "take", With(Words with { Take = null }) },
        { "split", With(Words with { Split = Words.Split with { By = "random" } }) },
        { "split column", With(Words with { Split = Words.Split with { Of = "stress" } }) },
        { "prefix", With(Words with { Split = Words.Split with { Prefix = null } }) },
        { "shares", With(Words with { Split = Words.Split with { Validation = 0.2, Test = 0.1 } }) },
        { "split seed", With(Words with { Split = Words.Split with { Seed = 2 } }) },
        { "a parameter more", With(Words) with { Defaults = Table(("width", "64"), ("learning-rate", "0.001"), ("bias", "true"), ("depth", "2")) } },
    };

    [Theory, MemberData(nameof(Other))]
    public void What_may_change_a_result_changes_the_key(string what, StudySpecification study) =>
        Assert.False(KeyOf(With(Words)) == KeyOf(study), what);

    [Fact]
    public void Safety_keys_are_equal_exactly_where_parameters_are() =>
        Gen.Select(Some, Some).Sample((one, other) =>
        {
            foreach (var left in Cells(one))
                foreach (var right in Cells(other))
                    Assert.Equal(Written(left) == Written(right), left.Key(one) == right.Key(other));
        }, iter: 100);

    [Fact]
    public void Safety_a_cell_is_found_from_its_parts() =>
        Some.Sample(study =>
        {
            var points = study.Grid.Aggregate(1, (product, axis) => product * axis.Values.Count);
            foreach (var cell in Cells(study))
            {
                var config = study.Configs.ToList().FindIndex(candidate => candidate.Name == cell.Config);
                var point = cell.Grid.Zip(study.Grid).Aggregate(
                    0, (sum, part) =>
                        sum * part.Second.Values.Count + part.Second.Values.ToList().IndexOf(part.First.Value));
                Assert.Equal(cell.Index, config * points + point);
            }
        });

    [Fact]
    public void Plans_have_equal_keys_where_only_seeds_and_the_report_differ()
    {
        var other = Study with { Seeds = SeedPlan.Range(99), Report = new ReportSpecification(["accuracy"], "research"), Lanes = 4, Weight = 2 };

        Assert.Equal(new CellPlan(Study).Key(), new CellPlan(other).Key());
    }

    [Fact]
    public void Safety_plans_with_equal_keys_have_equal_cells() =>
        Gen.Select(Some, Some).Sample((one, other) => Assert.Equal(
            Cells(one).Select(cell => $"{cell.Label} {Written(cell)}").SequenceEqual(
                Cells(other).Select(cell => $"{cell.Label} {Written(cell)}")),
            new CellPlan(one).Key() == new CellPlan(other).Key()));

    [Fact]
    public void One_cell_of_many_costs_what_one_cell_costs()
    {
        var rates = Enumerable.Range(1, 10_000).Select(rate => $"{rate}").ToArray();
        var plan = new CellPlan(Study with { Grid = [Axis("learning-rate", rates)] });
        _ = plan[0].Key(plan.Specification);   // what runs for the first time allocates once
        var before = GC.GetAllocatedBytesForCurrentThread();

        var last = plan[plan.Count - 1].Key(plan.Specification);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.NotEqual(plan[0].Key(plan.Specification), last);
    }

    private static Dictionary<string, NameList> Columns(params (string Role, NameList Columns)[] roles) =>
        roles.ToDictionary(role => role.Role, role => role.Columns);

    private static StudySpecification With(DataSpecification? data) => Study with { Data = data };

    private static ContentHash KeyOf(StudySpecification study) => new CellPlan(study)[4].Key(study);

    private static IEnumerable<Cell> Cells(StudySpecification study)
    {
        var plan = new CellPlan(study);
        return Enumerable.Range(0, plan.Count).Select(index => plan[index]);
    }

    private static string Written(Cell cell) =>
        string.Join(' ', cell.Parameters.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(
            entry => $"{entry.Key}={entry.Value}"));
}
