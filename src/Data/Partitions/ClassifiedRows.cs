namespace Seedbed.Data.Partitions;

/// <summary>The rows of the classes that a study declares, by part: what there is to train a classifier on.</summary>
/// <param name="Classes">Names of the declared classes, most frequent first, by class index.</param>
/// <param name="ClassIndex">The same the other way round.</param>
public sealed record ClassifiedRows(
    IReadOnlyList<string> Classes, IReadOnlyDictionary<string, int> ClassIndex, Partition Partition)
{
    /// <exception cref="InvalidDataException">
    /// Fewer labels than declared classes, or no row is left to train on.
    /// </exception>
    public static ClassifiedRows Of(IReadOnlyList<Example> rows, DataSpecification data)
    {
        var classes = LabelSelection.Of(rows, data);
        var classIndex = classes.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        var partition = Partition.Of(rows.Where(row => classIndex.ContainsKey(row.Label)), data);
        if (partition.Training.Count > 0) return new(classes, classIndex, partition);

        throw new InvalidDataException(
            $"{data.FileName}: no row is left to train on, of {rows.Count} rows "
            + $"with {classes.Count} classes in domain.");
    }
}
