namespace Seedbed.Data.Partitions;

using System.Collections.Frozen;
using System.Globalization;

/// <summary>
/// Names of the parts that rows fall into. Rows of a domain that is not trained on are a part of its name.
/// </summary>
public static class PartNames
{
    public const string Training = "train";
    public const string Validation = "val";
    public const string Test = "test";

    /// <summary>Of a split by time: rows from the stated time on, none of which is trained on.</summary>
    public const string Later = "later";

    private static readonly FrozenDictionary<string, string> BySpelling = new Dictionary<string, string>
    {
        ["train"] = Training,
        ["training"] = Training,
        ["val"] = Validation,
        ["valid"] = Validation,
        ["validation"] = Validation,
        ["dev"] = Validation,
        ["test"] = Test,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>How a column that splits the rows may spell the parts.</summary>
    public static IReadOnlyList<string> Spellings { get; } = [.. BySpelling.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The part that a column's value names; null if it names none.</summary>
    public static string? Spelt(string value) => BySpelling.GetValueOrDefault(value.Trim());

    /// <summary>
    /// The part of a row. In-domain rows fall to training, validation or test by their split key and the split seed
    /// alone, whatever other rows there are, so shares hold on average; rows of every other domain are a part of their
    /// own.
    /// </summary>
    public static string Of(Example row, DataSpecification data)
    {
        if (Outside(row, data) is { } part) return part;

        var split = data.Split;
        return split.By switch
        {
            SplitSpecification.ByColumn => Spelt(row.SplitKey) ?? Training,
            SplitSpecification.ByTime => ByChance(row.Row.ToString(CultureInfo.InvariantCulture), split),
            _ => ByChance(row.SplitKey, split),
        };
    }

    /// <summary>The part of a row that is not trained on, whatever chance says; null for an in-domain row.</summary>
    public static string? Outside(Example row, DataSpecification data)
    {
        if (row.Domain is { } domain && !data.TrainsOn(domain)) return domain;

        var split = data.Split;
        return split.By == SplitSpecification.ByTime && Moment.Parse(row.SplitKey) >= split.Before ? Later : null;
    }

    /// <summary>Whether rows of a part could have been trained on, but for chance.</summary>
    public static bool IsInDomain(string part) => part is Training or Validation or Test;

    /// <summary>Every part of a study's data: training, validation, test, then <see cref="Others"/>.</summary>
    public static IEnumerable<string> All(DataSpecification data) =>
        [Training, Validation, Test, .. Others(data)];

    /// <summary>
    /// What is evaluated beside the parts that a program always evaluates: with several training domains the test rows
    /// of each, then what is later, then each other domain in ordinal order.
    /// </summary>
    public static IEnumerable<string> Others(DataSpecification? data)
    {
        if (data is null) yield break;

        if (data.InDomain is { Count: > 1 } several)
        {
            foreach (var domain in several) yield return domain;
        }

        if (data.Split.By == SplitSpecification.ByTime) yield return Later;
        foreach (var domain in data.Domains.Where(domain => !data.TrainsOn(domain))) yield return domain;
    }

    private static string ByChance(string key, SplitSpecification split)
    {
        var fraction = KeyedFraction.Of(split.Seed, "split", key);
        return fraction < split.Validation ? Validation : fraction < split.Validation + split.Test ? Test : Training;
    }
}
