namespace Seedbed.Messages.Studies;

using System.Globalization;
using System.Text.RegularExpressions;
using Seedbed.Data;
using Seedbed.Data.Tables;

/// <summary>
/// One thing that all cells of a study are known by besides their parameters, and that is another than before: no cell
/// is the same any more.
/// </summary>
/// <param name="What"><c>program</c>, <c>data</c>, <c>data.split</c> and so on, or <c>select</c>.</param>
/// <param name="Before">In full; <c>none</c> for nothing.</param>
/// <param name="After">In full; <c>none</c> for nothing.</param>
public sealed partial record StudyChange(string What, string Before, string After)
{
    private const string Nothing = "none";

    /// <summary>As <see cref="CellContext"/> has it.</summary>
    private static readonly (string What, Func<StudySpecification, string?> TextOf)[] Known =
    [
        ("program", study => $"{study.Program.Name} {study.Program.Version} {study.Program.ContentHash}".TrimEnd()),
        ("data", study => study.Data?.Content.Hex),
        ("data.format", study => study.Data is { } data ? TableFormat.EndingOf(data.FileName) : null),
        ("data.columns", study => study.Data is { } data ? TextOf(data.Columns) : null),
        ("data.in-domain", study => TextOf(study.Data?.InDomain)),
        ("data.classes", study => study.Data?.Classes?.ToString(CultureInfo.InvariantCulture)),
        ("data.take", study => study.Data?.Take?.ToString(CultureInfo.InvariantCulture)),
        ("data.split", study => study.Data is { } data ? TextOf(data.Split) : null),
        ("select", study => study.Selection.BestBy is { } metric ? $"best {metric}" : "last"),
    ];

    /// <summary>For people: hashes cut short.</summary>
    public override string ToString() => $"{What}: {Short(Before)} → {Short(After)}";

    /// <returns>None if cells with the same parameters are the same cells before and after.</returns>
    public static IReadOnlyList<StudyChange> Between(StudySpecification before, StudySpecification after) =>
        [.. from known in Known
            let change = new StudyChange(
                known.What, known.TextOf(before) ?? Nothing, known.TextOf(after) ?? Nothing)
            where change.Before != change.After
            select change];

    private static string TextOf(IReadOnlyDictionary<string, NameList> columns) => string.Join(
        ", ",
        columns.OrderBy(role => role.Key, StringComparer.Ordinal)
            .Select(role => $"{role.Key} {TextOf(role.Value)}"));

    private static string? TextOf(NameList? names) =>
        names is null ? null : string.Join(" + ", names.Select(name => $"'{name}'"));

    private static string TextOf(SplitSpecification split)
    {
        string?[] parts =
        [
            split.By,
            split.Of is { } column ? $"of '{column}'" : null,
            split.Prefix is { } prefix ? string.Create(CultureInfo.InvariantCulture, $"prefix {prefix}") : null,
            split.Before is { } before
                ? string.Create(CultureInfo.InvariantCulture, $"before {before.UtcDateTime:O}")
                : null,
            string.Create(
                CultureInfo.InvariantCulture, $"validation {split.Validation}, test {split.Test}, seed {split.Seed}"),
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    private static string Short(string text) => Hash().Replace(text, hash => $"{hash.Value[..12]}…");

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();
}
