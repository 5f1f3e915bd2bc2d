namespace Seedbed.Cli.Progress;

using System.Globalization;
using Seedbed.Messages.Http;
using Spectre.Console;
using Spectre.Console.Rendering;

/// <summary>
/// The comparisons of a study: pairs that count, their mean difference, the interval that is valid at any look and
/// adjusted for all comparisons, and the verdict that rests on it.
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
        table.AddColumn("metric");
        table.AddColumn(new TableColumn("pairs").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("difference ± sd").RightAligned().NoWrap());
        table.AddColumn(new TableColumn(Title(comparisons)).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("p adjusted").RightAligned().NoWrap());
        table.AddColumn("verdict");
        ComparisonView? above = null;
        foreach (var row in comparisons.Shown.Take(limit))
        {
            var isFirst = above is null || (above.Left, above.Right) != (row.Left, row.Right);
            table.AddRow(
                new Text(isFirst ? $"{row.LeftLabel} − {row.RightLabel}" : ""),
                new Text(row.Metric),
                new Text($"{row.Pairs}/{row.Seeds}"),
                new Text(Difference(row)),
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

    private static string Difference(ComparisonView row) => row switch
    {
        { Difference: null } => "–",
        { Deviation: null } => TerminalText.Signed(row.Difference),
        _ => $"{TerminalText.Signed(row.Difference)} ± {TerminalText.Number(row.Deviation)}",
    };

    private static string Interval(ComparisonView row) => row.Adjusted is { } interval
        ? $"{TerminalText.Signed(interval.Lower)} to {TerminalText.Signed(interval.Upper)}"
        : row.IsViolated ? "none left" : "all";
}
