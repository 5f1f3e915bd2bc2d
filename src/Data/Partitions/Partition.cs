namespace Seedbed.Data.Partitions;

/// <summary>Rows by the part they fall into, each in file order.</summary>
/// <param name="OtherDomains">A part for each domain that is not trained on, also one without rows.</param>
public sealed record Partition(
    IReadOnlyList<Example> Training,
    IReadOnlyList<Example> Validation,
    IReadOnlyList<Example> Test,
    IReadOnlyDictionary<string, IReadOnlyList<Example>> OtherDomains)
{
    public static Partition Of(IEnumerable<Example> rows, DataSpecification data)
    {
        var parts = rows.ToLookup(row => PartNames.Of(row, data));
        return new(
            [.. parts[PartNames.Training]], [.. parts[PartNames.Validation]], [.. parts[PartNames.Test]],
            data.Domains.Where(domain => domain != data.InDomain)
                .ToDictionary(domain => domain, domain => (IReadOnlyList<Example>)[.. parts[domain]]));
    }
}
