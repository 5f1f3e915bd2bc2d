namespace Seedbed.Data.Profiles;

using Seedbed.Data.Partitions;
using Seedbed.Data.Surveys;

/// <summary>The rows of one part: those of the study's classes.</summary>
/// <param name="Share">
/// Of all rows of the study's classes. With several training domains a row of the test part is in that of its domain,
/// too.
/// </param>
/// <param name="Classes">Each of the study's classes, in their order, also without rows.</param>
/// <param name="Domains">Domains with rows in the part, in ordinal order; empty if there is no domain column.</param>
/// <param name="LabelShift">From the training part; null for itself, without rows or without labels.</param>
/// <param name="DomainShift">The same of the domains.</param>
public sealed record PartProfile(
    string Part,
    long Rows,
    double Share,
    IReadOnlyList<RowCount> Classes,
    ClassBalance? Balance,
    IReadOnlyList<RowCount> Domains,
    Shift? LabelShift,
    Shift? DomainShift)
{
    /// <param name="classes">Empty if there is no label column.</param>
    /// <param name="used">Counts of the rows of the study's classes.</param>
    /// <param name="rows">How many they are.</param>
    internal static IReadOnlyList<PartProfile> Of(
        DataSpecification data, IReadOnlyList<string> classes, IEnumerable<KeyValuePair<Stratum, long>> used, long rows)
    {
        var parts = PartNames.All(data).ToDictionary(part => part, _ => new List<KeyValuePair<Stratum, long>>());
        foreach (var count in used)
            foreach (var part in count.Key.PartsIn(data)) parts[part].Add(count);

        var trained = parts[PartNames.Training];
        return [.. PartNames.All(data).Select(part => Of(part, parts[part]))];

        PartProfile Of(string part, IReadOnlyCollection<KeyValuePair<Stratum, long>> counts)
        {
            var (all, labels, domains) = (counts.Sum(count => count.Value), Labels(counts), DomainsOf(counts));
            var isOther = part != PartNames.Training;
            return new(
                part, all, rows == 0 ? 0 : (double)all / rows,
                [.. classes.Select(label => RowCount.Of(label, labels.GetValueOrDefault(label), all))],
                classes.Count == 0 ? null
                    : ClassBalance.Of([.. classes.Select(label => labels.GetValueOrDefault(label))]),
                [.. domains.OrderBy(domain => domain.Key, StringComparer.Ordinal)
                    .Select(domain => RowCount.Of(domain.Key, domain.Value, all))],
                isOther && classes.Count > 0 ? Shift.Between(Labels(trained), labels) : null,
                isOther ? Shift.Between(DomainsOf(trained), domains) : null);
        }

        static Dictionary<string, long> Labels(IEnumerable<KeyValuePair<Stratum, long>> counts) => counts
            .GroupBy(count => count.Key.Label, count => count.Value)
            .ToDictionary(label => label.Key, label => label.Sum());

        static Dictionary<string, long> DomainsOf(IEnumerable<KeyValuePair<Stratum, long>> counts) => counts
            .Where(count => count.Key.Domain is not null)
            .GroupBy(count => count.Key.Domain ?? "", count => count.Value)
            .ToDictionary(domain => domain.Key, domain => domain.Sum());
    }
}

/// <summary>How many rows of a part have a value.</summary>
/// <param name="Share">Of the part's rows.</param>
public sealed record RowCount(string Value, long Rows, double Share)
{
    internal static RowCount Of(string value, long rows, long all) =>
        new(value, rows, all == 0 ? 0 : (double)rows / all);
}
