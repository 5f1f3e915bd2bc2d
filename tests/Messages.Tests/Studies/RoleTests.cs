namespace Seedbed.Messages.Tests.Studies;

using Seedbed.Data;
using Seedbed.Messages.Studies;
using Xunit;

/// <summary>Columns by role: one, or several where the kind of the role takes them.</summary>
public sealed class RoleTests : IDisposable
{
    private const string Table = "A,B,x,y,kind\na,1,1.5,2,k\n,2,NA,,l\n";

    private readonly Workshop workshop = new();

    public RoleTests() => workshop.Put("table.csv", Table);

    public void Dispose() => workshop.Dispose();

    [Fact]
    public void Several_columns_keep_their_order()
    {
        var data = workshop.Valid(Study("factor: [B, A], amounts: [y, x], label: kind")).Data!;

        Assert.Equal("amounts=y, x; factor=B, A; label=kind", Rendered(data));
        Assert.Equal([KeyValuePair.Create("amounts", RoleKind.Numeric)], data.Kinds!);
    }

    [Fact]
    public void One_column_is_written_without_a_list()
    {
        var data = workshop.Valid(Study("factor: A, label: kind")).Data!;

        Assert.Equal("factor=A; label=kind", Rendered(data));
        Assert.Null(data.Kinds);
    }

    [Theory]
    [InlineData(
        "factor: [A, C], label: kind", "data.factor[1]",
        "'C' is no column of the data. Did you mean 'A'? Allowed: A, B, x, y, kind.")]
    [InlineData("factor: [A, A], label: kind", "data.factor[1]", "Column 'A' is listed twice.")]
    [InlineData("factor: [], label: kind", "data.factor", "'factor' has no column; leave it out or name one.")]
    [InlineData("label: [kind, A]", "data.label", "Expected the name of a column, found a list.")]
    [InlineData(
        "factor: [A, kind], label: kind", "data.factor",
        "Column 'kind' is the label: what is predicted cannot be an input.")]
    [InlineData(
        "amounts: A, label: kind", "data.path", "table.csv, line 2: column 'A' holds 'a', which is no finite number.")]
    public void Mistakes(string roles, string path, string message)
    {
        var mistake = Assert.Single(workshop.Read(Study(roles)).Mistakes);

        Assert.Equal((path, message), (mistake.Path, mistake.Message));
    }

    private static string Study(string roles) => $$"""
        name: table
        program: factor-classifier
        data: { path: table.csv, {{roles}}, split: { by: random, validation: 0, test: 0 } }
        seeds: 1
        configs: { one: {} }

        """;

    private static string Rendered(DataSpecification data) =>
        string.Join("; ", data.Columns.OrderBy(role => role.Key).Select(role => $"{role.Key}={role.Value}"));
}
