namespace Seedbed.Data.Partitions;

/// <summary>Rows by the part they fall into, each in file order.</summary>
/// <param name="Evaluation">
/// The test part, then what <see cref="PartNames.Others"/> names, also parts without rows. With several training
/// domains a row of the test part is in that of its domain, too.
/// </param>
public sealed record Partition(
    IReadOnlyList<Example> Training, IReadOnlyList<Example> Validation, IReadOnlyList<NamedRows> Evaluation)
{
    /// <summary>The rows of an evaluation part.</summary>
    public IReadOnlyList<Example> this[string part] => Evaluation.Single(rows => rows.Part == part).Rows;

    public static Partition Of(IEnumerable<Example> rows, DataSpecification data)
    {
        var parts = rows.ToLookup(row => PartNames.Of(row, data));
        return new(
            [.. parts[PartNames.Training]], [.. parts[PartNames.Validation]],
            [.. PartNames.Others(data).Prepend(PartNames.Test).Select(part => new NamedRows(part, [.. RowsOf(part)]))]);

        IEnumerable<Example> RowsOf(string part) =>
            data.TrainsOn(part) ? parts[PartNames.Test].Where(row => row.Domain == part) : parts[part];
    }
}

/// <summary>The rows of a part.</summary>
public sealed record NamedRows(string Part, IReadOnlyList<Example> Rows);
