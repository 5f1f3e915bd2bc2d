namespace Seedbed.Training.Data;

using System.Globalization;
using Seedbed.Training.Programs;

/// <summary>One row of the data, by role.</summary>
/// <param name="Row">Position among the rows of the file, from 0, whichever rows are taken.</param>
/// <param name="Domain">Null if the study names no domain column.</param>
/// <param name="SplitKey">What decides its part: equal keys are never split.</param>
public sealed record LabelledText(long Row, string Text, string Label, string? Domain, string SplitKey)
{
    /// <summary>The rows of a study's data, in file order; with <c>take</c> those with the smallest fractions.</summary>
    /// <exception cref="InvalidDataException">The data is not as declared; the message names file and line.</exception>
    public static IReadOnlyList<LabelledText> Read(DataSource source)
    {
        var rows = Rows(source).ToList();
        var (take, seed) = (source.Declaration.Take, source.Declaration.Split.Seed);
        if (take is null || take >= rows.Count) return rows;

        return [.. rows.OrderBy(row => KeyedFraction.Of(seed, "take", row.Row.ToString(CultureInfo.InvariantCulture)))
            .Take((int)take).OrderBy(row => row.Row)];
    }

    private static IEnumerable<LabelledText> Rows(DataSource source)
    {
        var declaration = source.Declaration;
        var (columns, split) = (declaration.Columns, declaration.Split);
        var domain = columns.GetValueOrDefault("domain");
        List<string> wanted = [columns["text"], columns["label"], split.Of ?? columns["text"]];
        if (domain is not null) wanted.Add(domain);

        var number = 0L;
        foreach (var row in DelimitedFile.Read(source.Path, declaration.FileName, wanted))
        {
            for (var field = 0; field < wanted.Count; field++)
            {
                if (string.IsNullOrWhiteSpace(row.Fields[field]))
                    throw new InvalidDataException($"{declaration.FileName}, line {row.Line}: column '{wanted[field]}' is empty.");
            }

            if (domain is not null && !declaration.Domains.Contains(row.Fields[3]))
            {
                throw new InvalidDataException(
                    $"{declaration.FileName}, line {row.Line}: '{row.Fields[3]}' is none of the study's domains ({string.Join(", ", declaration.Domains)}).");
            }

            yield return new(
                number, row.Fields[0], row.Fields[1], domain is null ? null : row.Fields[3], SplitKeyOf(split, number, row.Fields[2]));
            number++;
        }
    }

    private static string SplitKeyOf(Split split, long row, string value) => split.By switch
    {
        "random" => row.ToString(CultureInfo.InvariantCulture),
        "hash" => split.Prefix is int prefix ? string.Concat(value.EnumerateRunes().Take(prefix)) : value,
        _ => throw new InvalidDataException($"'{split.By}' is no way to split; there are random and hash."),
    };
}
