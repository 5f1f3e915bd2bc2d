namespace Seedbed.Data.Tables;

/// <summary>One row of a table, or what is wrong with it.</summary>
/// <param name="Fields">In the order the columns were asked for; empty if the row is mistaken.</param>
/// <param name="Mistake">Such as <c>2 fields where the header names 3 columns</c>; null if nothing is wrong.</param>
public sealed record Row(RowPlace Place, IReadOnlyList<Field> Fields, string? Mistake = null)
{
    public static Row Mistaken(RowPlace place, string mistake) => new(place, [], mistake);
}

/// <summary>Where a row stands in its file.</summary>
/// <param name="Unit"><c>line</c> for text, where the row ends; <c>row</c> for other formats.</param>
/// <param name="Number">From 1.</param>
public readonly record struct RowPlace(string Unit, long Number)
{
    public static RowPlace Line(long number) => new("line", number);

    public static RowPlace Row(long number) => new("row", number);

    public override string ToString() => $"{Unit} {Number}";
}
