namespace Seedbed.Bench;

using System.Globalization;

/// <summary>Prints rows as a Markdown table, so that a run can be pasted into docs/benchmarks.md.</summary>
internal sealed class Table(params IReadOnlyList<string> columns)
{
    /// <summary>Prints one row at once: numbers with three significant digits or none after the point.</summary>
    public void Add(params IReadOnlyList<object> cells)
    {
        if (_rows++ == 0) Header();
        Console.WriteLine($"| {string.Join(" | ", cells.Select(Text))} |");
    }

    private int _rows;

    private void Header()
    {
        Console.WriteLine($"| {string.Join(" | ", columns)} |");
        Console.WriteLine($"|{string.Concat(Enumerable.Repeat(" --- |", columns.Count))}");
    }

    private static string Text(object cell) => cell switch
    {
        double number when Math.Abs(number) >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        double number => number.ToString("G3", CultureInfo.InvariantCulture),
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        long number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
