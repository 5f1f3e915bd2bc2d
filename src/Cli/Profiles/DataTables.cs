namespace Seedbed.Cli.Profiles;

using Seedbed.Cli.Plans;
using Seedbed.Data.Partitions;
using Seedbed.Data.Profiles;
using Spectre.Console;

/// <summary>
/// A study's data for people: its parts, the classes in them, how far each part lies from the training part, and what
/// is missing.
/// </summary>
internal static class DataTables
{
    /// <summary>Parts and classes beyond these are only counted; JSON has them all.</summary>
    private const int Parts = 8;
    private const int Rows = 50;

    public static void Print(IAnsiConsole console, DataProfile data)
    {
        PrintParts(console, data);
        if (data.Classes.Count > 0) PrintClasses(console, data);
        PrintShifts(console, data);
        PrintMissing(console, data);
        var left = data.Rows - data.NotTaken - data.OfOtherLabels;
        console.WriteLine(
            $"{data.File}: {Shown.Number(data.Rows)} rows, {Shown.Number(data.Bytes)} bytes; "
            + $"{Shown.Number(left)} rows are used, {Shown.Number(data.NotTaken)} are not taken, "
            + $"{Shown.Number(data.OfOtherLabels)} have labels that are no class.");
    }

    private static void PrintParts(IAnsiConsole console, DataProfile data)
    {
        var table = PlainTable.Of("part", "rows", "share", "classes", "imbalance", "evenness");
        foreach (var part in data.Parts)
        {
            table.AddTexts(
                part.Part, Shown.Number(part.Rows), Shown.Share(part.Share, 1),
                part.Balance is { } classes ? Shown.Number(data.Classes.Count - classes.Absent) : "",
                part.Balance?.Imbalance is { } times ? $"{Shown.Fixed(times, "N1")} : 1" : "",
                part.Balance?.Evenness is { } evenness ? Shown.Fixed(evenness, "0.000") : "");
        }

        console.Write(table);
        console.WriteLine(
            "imbalance: rows of the largest class for each of the smallest; evenness: 1 where all classes are equal");
    }

    private static void PrintClasses(IAnsiConsole console, DataProfile data)
    {
        var table = PlainTable.Of(["class", .. Named(data.Parts, part => part.Part)]);
        foreach (var (place, label) in data.Classes.Index().Take(Rows))
            table.AddTexts([label, .. Shares(part => part.Classes[place])]);
        console.Write(table);
        NoteMore(console, data.Classes.Count, "classes");

        IEnumerable<string> Shares(Func<PartProfile, RowCount> count) =>
            Named(data.Parts, part => Shown.Of(count(part).Rows, part.Rows));
    }

    private static void PrintShifts(IAnsiConsole console, DataProfile data)
    {
        PartProfile[] others = [.. data.Parts.Where(part => part.Part != PartNames.Training)];
        var table = PlainTable.Of(["shift from train", .. Named(others, part => part.Part)]);
        if (data.Classes.Count > 0) table.AddTexts(["label", .. Named(others, part => Distance(part.LabelShift))]);
        if (data.Parts.Any(part => part.Domains.Count > 0))
            table.AddTexts(["domain", .. Named(others, part => Distance(part.DomainShift))]);
        ColumnProfile[] inputs = [.. data.Columns.Where(column => column.Kind is "factor" or "numeric")];
        foreach (var column in inputs.Take(Rows))
        {
            table.AddTexts(
            [
                $"{column.Role} {column.Column}",
                .. Named(Others(column), part => column.IsCompared ? Distance(part) : "too many values"),
            ]);
        }

        console.Write(table);
        NoteMore(console, inputs.Length, "columns");
        console.WriteLine(
            "total variation, 0 to 1 (in parentheses about what chance alone gives); of numeric columns the "
            + "difference of means in standard deviations (sd) of train");

        static IReadOnlyList<ColumnPartProfile> Others(ColumnProfile column) =>
            [.. column.Parts.Where(part => part.Part != PartNames.Training)];
    }

    private static void PrintMissing(IAnsiConsole console, DataProfile data)
    {
        ColumnProfile[] columns = [.. data.Columns.Where(column => column.Parts.Any(part => part.Missing > 0))];
        if (columns.Length == 0)
        {
            console.WriteLine("No value is missing.");
            return;
        }

        var table = PlainTable.Of(["missing", .. Named(data.Parts, part => part.Part)]);
        foreach (var column in columns.Take(Rows))
        {
            table.AddTexts(
            [
                $"{column.Role} {column.Column}",
                .. Named(column.Parts, part => Shown.Of(part.Missing, part.Rows)),
            ]);
        }

        console.Write(table);
        NoteMore(console, columns.Length, "columns");
    }

    private static string Distance(Shift? shift) => shift is null
        ? "–"
        : $"{Shown.Fixed(shift.Distance, "0.000")} ({Shown.Fixed(shift.ByChance, "0.000")})";

    private static string Distance(ColumnPartProfile part) => part.Numbers?.MeanShift is { } deviations
        ? $"{Shown.Fixed(deviations, "+0.00;-0.00;0.00")} sd"
        : Distance(part.Shift);

    /// <summary>A cell for each part that is shown, then one that says how many are not.</summary>
    private static IEnumerable<string> Named<T>(IReadOnlyList<T> parts, Func<T, string> cell) =>
        parts.Count <= Parts ? parts.Select(cell) : parts.Take(Parts).Select(cell).Append("…");

    private static void NoteMore(IAnsiConsole console, int count, string what)
    {
        if (count > Rows) console.WriteLine($"… and {Shown.Number(count - Rows)} more {what}; --json shows all");
    }
}
