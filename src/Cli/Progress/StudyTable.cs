namespace Seedbed.Cli.Progress;

using Seedbed.Messages.Http;
using Spectre.Console;
using Spectre.Console.Rendering;

/// <summary>
/// The table of a study: a block of rows per cell, one per report metric. <c>n</c> says how many of a cell's seeds have
/// a value, so that an average over survivors is seen to be one.
/// </summary>
internal static class StudyTable
{
    /// <param name="limit">Show at most this many cells.</param>
    public static IRenderable Of(StudyView view, int limit)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("cell");
        table.AddColumn("metric");
        foreach (var name in (string[])["n", "mean ± sd", "min", "max", "diverged", "failed"])
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());

        var showsCancelled = view.Jobs.Cancelled > 0;
        if (showsCancelled) table.AddColumn(new TableColumn("cancelled").RightAligned().NoWrap());
        foreach (var cell in view.Cells.Take(limit)) AddCell(table, cell, showsCancelled);
        var hidden = view.CellCount - Math.Min(limit, view.Cells.Count);
        return hidden > 0 ? new Rows(table, new Text($"… and {hidden} more cells (all are in results.csv)")) : table;
    }

    private static void AddCell(Table table, CellView cell, bool showsCancelled)
    {
        for (var i = 0; i < cell.Estimates.Count; i++)
        {
            var estimate = cell.Estimates[i];
            var first = i == 0;
            table.AddRow([
                new Text(first ? TerminalText.Label(cell) : ""),
                new Text(estimate.Metric),
                new Text($"{estimate.N}/{cell.Seeds}"),
                new Text(TerminalText.Spread(estimate)),
                new Text(TerminalText.Number(estimate.Min)),
                new Text(TerminalText.Number(estimate.Max)),
                Count(first, cell.Diverged, Color.Yellow),
                Count(first, cell.Failed, Color.Red),
                .. showsCancelled ? [Count(first, cell.Cancelled, Color.Yellow)] : Array.Empty<IRenderable>(),
            ]);
        }
    }

    private static Text Count(bool first, int count, Color alarm) =>
        new(first ? $"{count}" : "", count > 0 ? new Style(alarm) : Style.Plain);
}
