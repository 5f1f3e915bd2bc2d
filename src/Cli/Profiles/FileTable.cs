namespace Seedbed.Cli.Profiles;

using Seedbed.Cli.Plans;
using Seedbed.Data.Profiles;
using Spectre.Console;

/// <summary>A data file for people: a row per column.</summary>
internal static class FileTable
{
    private const int Columns = 200;

    public static void Print(IAnsiConsole console, FileProfile file)
    {
        var table = PlainTable.Of("column", "type", "missing", "distinct", "min", "max", "mean", "examples");
        foreach (var column in file.Columns.Take(Columns))
        {
            table.AddTexts(
                column.Column, NameOf(column.Type), Shown.Of(column.Missing, file.Rows), Distinct(column),
                Shown.Number(column.Numbers?.Minimum), Shown.Number(column.Numbers?.Maximum),
                Shown.Number(column.Numbers?.Mean), string.Join(" · ", column.Examples));
        }

        console.Write(table);
        if (file.Columns.Count > Columns)
            console.WriteLine($"… and {Shown.Number(file.Columns.Count - Columns)} more columns; --json shows all");
        console.WriteLine(
            $"{file.File}: {Shown.Number(file.Rows)} rows, {Shown.Number(file.Columns.Count)} columns, "
            + $"{Shown.Number(file.Bytes)} bytes");
    }

    private static string Distinct(FieldProfile column) => column switch
    {
        { Distinct: null } => "",
        { HasMoreDistinct: true, Distinct: { } most } => $"more than {Shown.Number(most)}",
        { Distinct: { } count } => Shown.Number(count),
    };

    private static string NameOf(FieldType type) =>
        type is FieldType.WholeNumber ? "whole number" : type.ToString().ToLowerInvariant();
}
