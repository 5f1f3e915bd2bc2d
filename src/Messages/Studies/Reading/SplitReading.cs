namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Data;

/// <summary>Reads <c>data.split</c>.</summary>
internal static class SplitReading
{
    private const string AtRandom = "random";
    private const string ByHash = "hash";
    private static readonly string[] Keys = ["by", "of", "prefix", "validation", "test", "seed"];

    /// <param name="header">The data's columns; null where they are not known.</param>
    /// <returns>Null if anything about it is wrong.</returns>
    public static SplitSpecification? Read(YamlNode node, IReadOnlyList<string>? header, Mistakes mistakes)
    {
        var before = mistakes.Count;
        if (Section.Read(node, "split", Keys, mistakes) is not { } section) return null;

        var by = section.Required("by", $"by: {AtRandom}") is { } byNode
            ? Scalars.OneOf(byNode, "way to split", [AtRandom, ByHash], mistakes)?.Text
            : null;
        var of = by is ByHash ? section.Required("of", "of: name-of-a-column") : section.Optional("of");
        var prefix = section.Optional("prefix");
        if (by is AtRandom)
        {
            Unneeded(section.KeyOf("of"), mistakes);
            Unneeded(section.KeyOf("prefix"), mistakes);
        }

        var column = of is not null && by is ByHash ? DataReading.Column(of, header, mistakes)?.Text : null;
        var characters = prefix is not null ? Scalars.Integer(prefix, 1, StudyLimits.TextLength, mistakes, " (characters)") : null;
        var validation = Share(section, "validation", mistakes);
        var test = Share(section, "test", mistakes);
        var seed = section.Optional("seed") is { } seedNode ? Scalars.Integer(seedNode, 0, long.MaxValue, mistakes) : 0;
        if (validation + test >= 1)
            mistakes.At(node,
                $"'validation' and 'test' take {Wording.Percent(validation + test)} of the rows together: nothing is left to train on.");
        if (mistakes.Count > before || by is null || validation is null || test is null || seed is null) return null;

        return new SplitSpecification(by, column, (int?)characters, validation.Value, test.Value, seed.Value);
    }

    private static void Unneeded(YamlText? key, Mistakes mistakes)
    {
        if (key is not null) mistakes.At(key, $"'{key.Text}' belongs to 'by: {ByHash}'; a {AtRandom} split takes none.");
    }

    private static double? Share(Section section, string key, Mistakes mistakes) =>
        section.Required(key, $"{key}: 0.1") is { } node ? Scalars.Number(node, 0, 1, mistakes, " (a share of the rows)") : null;
}
