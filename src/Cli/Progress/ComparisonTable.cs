namespace Seedbed.Cli.Progress;

using System.Globalization;
using Seedbed.Messages.Http;
using Spectre.Console;
using Spectre.Console.Rendering;

/// <summary>
/// The comparisons of a study, a heading and a row per metric each: pairs that count, their mean difference, the
/// interval that is valid at any look and adjusted for all comparisons, and the verdict that rests on it.
/// </summary>
internal static class ComparisonTable
{
    /// <param name="limit">Show at most this many.</param>
    /// <returns>Null if nothing is compared.</returns>
    public static IRenderable? Of(ComparisonsView? comparisons, int limit)
    {
        if (comparisons is not { Shown.Count: > 0 } || limit < 1) return null;

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("comparison");
        table.AddColumn(new TableColumn("pairs").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("difference").RightAligned().NoWrap());
        table.AddColumn(new TableColumn(Title(comparisons)).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("p").RightAligned().NoWrap());
        table.AddColumn("verdict");
        ComparisonView? above = null;
        foreach (var row in comparisons.Shown.Take(limit))
        {
            if (above is null || (above.Left, above.Right) != (row.Left, row.Right))
                table.AddRow(new Text($"{row.LeftLabel} − {row.RightLabel}"));
            table.AddRow(
                new Text($"  {row.Metric}"),
                new Text($"{row.Pairs}/{row.Seeds}"),
                new Text(TerminalText.Signed(row.Difference)),
                new Text(Interval(row)),
                new Text(row.AdjustedP.ToString("G2", CultureInfo.InvariantCulture)),
                new Text(VerdictText.Of(row), VerdictText.StyleOf(row.Verdict)));
            above = row;
        }

        var hidden = comparisons.Members - Math.Min(limit, comparisons.Shown.Count);
        return hidden > 0 ? new Rows(table, new Text($"… and {hidden} more comparisons")) : table;
    }

    private static string Title(ComparisonsView comparisons) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * (1 - comparisons.Alpha):0.##} % at any look");

    private static string Interval(ComparisonView row) => row.Adjusted is { } interval
        ? $"{TerminalText.Signed(interval.Lower)} to {TerminalText.Signed(interval.Upper)}"
        : row.IsViolated ? "none left" : "all";
}
