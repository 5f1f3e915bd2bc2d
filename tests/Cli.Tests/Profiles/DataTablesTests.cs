namespace Seedbed.Cli.Tests.Profiles;

using Seedbed.Cli.Profiles;
using Seedbed.Data.Profiles;
using Spectre.Console;
using Xunit;

public class DataTablesTests
{
    private static readonly DataProfile Profile = new(
        "t.csv", new(new string('a', 64)), 1234, 1_000, 100, 50, 3, ["often", "rare"],
        [
            Part("train", 600, 90, null), Part("val", 150, 10, new(0.0625, 0.03125)),
            Part("test", 100, 0, new(0.1, 0.05)),
        ],
        [
            new("factor", "[kind]", "factor", IsCompared: true, [Column("train"), Column("val"), Column("test")]),
            new(
                "numeric", "speed", "numeric", IsCompared: true,
                [Speed("train", null), Speed("val", 0.25), Speed("test", -1.5)]),
            new("factor", "id", "factor", IsCompared: false, [Column("train"), Column("val"), Column("test")]),
        ]);

    [Fact]
    public void Classes_are_counted_by_part_with_their_share()
    {
        var lines = Printed(Profile);

        Assert.Contains(lines, line => Cells(line) is ["class", "train", "val", "test"]);
        Assert.Contains(lines, line => Cells(line) is ["rare", "90 (15.0 %)", "10 (6.7 %)", "0"]);
        Assert.Contains(lines, line => Cells(line) is ["train", "600", "70.6 %", "2", "5.7 : 1", "0.610"]);
        Assert.Contains(lines, line => line.Contains("850 rows are used, 100 are not taken, 50 have"));
    }

    [Fact]
    public void Shifts_stand_beside_what_chance_gives()
    {
        var lines = Printed(Profile);

        Assert.Contains(lines, line => Cells(line) is ["label", "0.063 (0.031)", "0.100 (0.050)"]);
        Assert.Contains(lines, line => Cells(line) is ["factor [kind]", "0.500 (0.100)", "0.500 (0.100)"]);
        Assert.Contains(lines, line => Cells(line) is ["numeric speed", "+0.25 sd", "-1.50 sd"]);
        Assert.Contains(lines, line => Cells(line) is ["factor id", "too many values", "too many values"]);
    }

    [Fact]
    public void Columns_without_a_missing_value_are_not_listed_as_missing()
    {
        var lines = Printed(Profile);

        Assert.Contains(lines, line => Cells(line) is ["factor [kind]", "5 (0.8 %)", "5 (0.8 %)", "5 (0.8 %)"]);
        Assert.DoesNotContain(lines, line => Cells(line) is ["numeric speed", "0", ..]);
        Assert.Contains("No value is missing.", Printed(Profile with { Columns = [] }));
    }

    [Fact]
    public void Very_many_classes_are_cut_short()
    {
        string[] classes = [.. Enumerable.Range(0, 60).Select(label => $"c{label}")];
        var counts = classes.Select(label => new RowCount(label, 1, 1.0 / 60)).ToList();
        var part = new PartProfile("train", 60, 1, counts, new(0, 1, 1), [], null, null);

        var lines = Printed(Profile with { Classes = classes, Parts = [part], Columns = [] });

        Assert.Contains(lines, line => Cells(line) is ["c49", _]);
        Assert.DoesNotContain(lines, line => Cells(line) is ["c50", _]);
        Assert.Contains("… and 10 more classes; --json shows all", lines);
    }

    private static PartProfile Part(string name, long rows, long rare, Shift? shift) => new(
        name, rows, rows / 850.0,
        [
            new("often", rows - rare, (double)(rows - rare) / rows),
            new("rare", rare, (double)rare / rows),
        ],
        ClassBalance.Of([rows - rare, rare]), [], shift, null);

    private static ColumnPartProfile Column(string part) =>
        new(part, 650, 5, part == "train" ? null : new(0.5, 0.1), null);

    private static ColumnPartProfile Speed(string part, double? shift) =>
        new(part, 650, 0, null, new(0, 10, 5, 1, shift));

    private static string[] Cells(string line) =>
        [.. line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static List<string> Printed(DataProfile profile)
    {
        using var text = new StringWriter();
        var output = new AnsiConsoleOutput(text);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = output });
        console.Profile.Width = 200;
        DataTables.Print(console, profile);
        return [.. text.ToString().Split('\n').Select(line => line.TrimEnd())];
    }
}
