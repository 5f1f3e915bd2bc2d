namespace Seedbed.Messages.Tests.Studies;

using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Xunit;

/// <summary>What is said to have changed is what makes other cells of the same parameters.</summary>
public sealed class StudyChangeTests
{
    /// <summary>A program that has another parameter without another version changes parameters only.</summary>
    public static IEnumerable<object[]> Other => CellPlanTests.Other.Where(row => row[0] is not "a parameter more");

    [Theory, MemberData(nameof(Other))]
    public void Whatever_all_cells_are_known_by_is_named(string what, StudySpecification study) =>
        Assert.True(StudyChange.Between(CellPlanTests.Begun, study).Count > 0, what);

    [Theory, MemberData(nameof(CellPlanTests.Same), MemberType = typeof(CellPlanTests))]
    public void Nothing_else_is(string what, StudySpecification study) =>
        Assert.True(StudyChange.Between(CellPlanTests.Begun, study).Count == 0, what);

    [Fact]
    public void What_changed_is_named_with_before_and_after()
    {
        var begun = CellPlanTests.Begun;
        var data = begun.Data!;
        var hash = new string('b', 64);

        var changes = StudyChange.Between(begun, begun with
        {
            Program = new ProgramIdentity("mlp-teacher", "2", hash),
            Data = data with { Content = new(hash), Split = data.Split with { Seed = 2, Prefix = null } },
            Selection = new("val.loss"),
        });

        Assert.Equal(
            [
                "program: mlp-teacher 1 → mlp-teacher 2 bbbbbbbbbbbb…",
                "data: aaaaaaaaaaaa… → bbbbbbbbbbbb…",
                "data.split: hash, of 'word', prefix 5, validation 0.1, test 0.2, seed 1"
                    + " → hash, of 'word', validation 0.1, test 0.2, seed 2",
                "select: last → best val.loss",
            ],
            changes.Select(change => $"{change}"));
        Assert.Equal(new string('a', 64), changes[1].Before);
    }
}
