namespace Seedbed.Messages.Tests.Studies;

using CsCheck;
using Seedbed.Messages.Studies;
using Xunit;
using static Specifications;

public sealed class PackGroupsTests
{
    private static readonly string[] Names = ["learning-rate", "depth", "decay", "bias", "width"];

    private static readonly StudySpecification Study = Of(
        [Config("baseline", ("width", "8")), Config("research"), Config("tame", ("bias", "false"))],
        grid: [Axis("learning-rate", "0.1", "0.2"), Axis("depth", "1", "2", "3"), Axis("decay", "0", "1")],
        ablations: [Ablation("narrow", "research", ("width", "8"))]) with
    {
        Lanes = 8,
        PerLane = ["learning-rate", "decay", "bias"],
    };

    /// <summary>Every choice of parameters that may differ, some of them in the grid.</summary>
    private static readonly Gen<StudySpecification> Studies =
        Gen.Shuffle(Names).SelectMany(names =>
            Gen.Int[0, names.Length].Select(count => Study with { PerLane = [.. names.Take(count)] }));

    [Fact]
    public void Every_rank_is_another_cell() => Studies.Sample(study =>
    {
        var (groups, count) = (PackGroups.Of(study), new CellPlan(study).Count);

        Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Select(groups.CellAt).Order());
    });

    [Fact]
    public void A_group_is_all_cells_that_agree_in_what_may_not_differ() => Studies.Sample(study =>
    {
        var (groups, plan) = (PackGroups.Of(study), new CellPlan(study));
        var expected = Enumerable.Range(0, plan.Count).GroupBy(cell => Shared(plan[cell], study));

        var ranked = Enumerable.Range(0, plan.Count).GroupBy(groups.At, groups.CellAt);
        Assert.Equal(Written(expected), Written(ranked));
        Assert.All(ranked, group => Assert.Equal(group.Key.Size, group.Count()));
    });

    [Fact]
    public void Cells_may_share_a_pack_when_their_group_is_the_same() => Studies.Sample(study =>
    {
        var (groups, plan) = (PackGroups.Of(study), new CellPlan(study));
        foreach (var cell in Enumerable.Range(0, plan.Count))
            foreach (var other in Enumerable.Range(0, plan.Count))
                Assert.Equal(Shared(plan[cell], study) == Shared(plan[other], study), groups.MayShare(cell, other));
    });

    [Fact]
    public void With_one_lane_every_cell_is_a_group_at_its_own_position()
    {
        var groups = PackGroups.Of(Study with { Lanes = 1 });

        Assert.All(Enumerable.Range(0, 48), cell => Assert.Equal((cell, 1), groups.At(cell)));
        Assert.Equal(Enumerable.Range(0, 48), Enumerable.Range(0, 48).Select(groups.CellAt));
    }

    [Fact]
    public void A_million_cells_are_grouped_without_looking_at_one()
    {
        string[] thousand = [.. Enumerable.Range(0, 1_000).Select(value => $"{value}")];
        var groups = PackGroups.Of(Of(
            [Config("baseline")], grid: [Axis("learning-rate", thousand), Axis("width", thousand)]) with
        {
            Lanes = 8,
            PerLane = ["learning-rate"],
        });

        Assert.Equal((1_000, 1_000), groups.At(1_999));
        Assert.Equal(999_001, groups.CellAt(1_999)); // learning-rate=999, width=1
    }

    private static string Shared(Cell cell, StudySpecification study) => string.Join(
        " ", cell.Parameters.Where(entry => study.PerLane?.Contains(entry.Key) != true).OrderBy(entry => entry.Key));

    private static IEnumerable<string> Written(IEnumerable<IEnumerable<int>> groups) =>
        groups.Select(group => string.Join(" ", group.Order())).Order();
}
