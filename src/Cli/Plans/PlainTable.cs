namespace Seedbed.Cli.Plans;

using Spectre.Console;

/// <summary>Tables of texts that are shown as they are, whatever signs they hold.</summary>
internal static class PlainTable
{
    public static Table Of(params IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column)));
        return table;
    }

    public static void AddTexts(this Table table, params IEnumerable<string> cells) =>
        table.AddRow(cells.Select(cell => new Text(cell)));
}
