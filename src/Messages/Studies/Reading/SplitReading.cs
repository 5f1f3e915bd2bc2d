namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Data;
using Seedbed.Data.Partitions;
using static Seedbed.Data.SplitSpecification;

/// <summary>Reads <c>data.split</c>.</summary>
/// <param name="header">The data's columns; null where they are not known.</param>
internal sealed class SplitReading(IReadOnlyList<string>? header, Mistakes mistakes)
{
    private static readonly string[] Keys = ["by", "of", "prefix", "before", "validation", "test", "seed"];

    /// <returns>Null if anything about it is wrong.</returns>
    public SplitSpecification? Read(YamlNode node)
    {
        var before = mistakes.Count;
        if (Section.Read(node, "split", Keys, mistakes) is not { } section) return null;

        var by = section.Required("by", $"by: {AtRandom}") is { } byNode
            ? Scalars.OneOf(byNode, "way to split", [.. Ways], mistakes)?.Text
            : null;
        if (by is null) return null;

        RefuseUnneeded(section, by);
        var column = by is AtRandom ? null : Column(section);
        var prefix = by is ByHash ? Prefix(section) : null;
        var from = by is ByTime ? Before(section) : null;
        var validation = by is ByColumn ? 0 : Share(section, "validation");
        var test = by is ByColumn ? 0 : Share(section, "test");
        var seed = section.Optional("seed") is { } seedNode ? Scalars.Integer(seedNode, 0, long.MaxValue, mistakes) : 0;
        if (validation + test >= 1)
        {
            mistakes.At(
                node,
                $"'validation' and 'test' take {Wording.Percent(validation + test)} of the rows together: "
                + "nothing is left to train on.");
        }

        if (mistakes.Count > before || validation is null || test is null || seed is null) return null;
        return new(by, column, (int?)prefix, validation.Value, test.Value, seed.Value, from);
    }

    private string? Column(Section section) => section.Required("of", "of: name-of-a-column") is { } node
        ? DataReading.Column(node, header, mistakes)?.Text
        : null;

    private long? Prefix(Section section) => section.Optional("prefix") is { } node
        ? Scalars.Integer(node, 1, StudyLimits.TextLength, mistakes, " (characters)")
        : null;

    private DateTimeOffset? Before(Section section)
    {
        if (section.Required("before", "before: 2000-01-31") is not { } node) return null;
        if (Scalars.Text(node, $"a date such as {Moment.Example}", mistakes) is not { } text) return null;
        if (Moment.Parse(text.Text) is { } moment) return moment;

        mistakes.At(text, $"{Wording.Quote(text.Text)} is no date: write {Moment.Example}.");
        return null;
    }

    /// <summary>Keys that another way to split takes.</summary>
    private void RefuseUnneeded(Section section, string by)
    {
        string[] unneeded = by switch
        {
            AtRandom => ["of", "prefix", "before"],
            ByHash => ["before"],
            ByTime => ["prefix"],
            _ => ["prefix", "before", "validation", "test"],
        };
        foreach (var key in unneeded)
            if (section.KeyOf(key) is { } place)
                mistakes.At(place, $"A split by {by} takes no '{key}': leave it out.");
    }

    private double? Share(Section section, string key) => section.Required(key, $"{key}: 0.1") is { } node
        ? Scalars.Number(node, 0, 1, mistakes, " (a share of the rows)")
        : null;
}
