namespace Seedbed.Data.Partitions;

/// <summary>The classes a study declares: the most frequent labels of its in-domain rows.</summary>
public static class LabelSelection
{
    /// <summary>Most frequent first, equally frequent ones in ordinal order; a class's index is its position.</summary>
    /// <exception cref="InvalidDataException">Fewer labels than declared classes, over which averages run.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<Example> rows, DataSpecification data) =>
        Of(
            rows.Where(row => PartNames.Outside(row, data) is null)
                .CountBy(row => row.Label)
                .Select(label => KeyValuePair.Create(label.Key, (long)label.Value)),
            data);

    /// <param name="counts">Labels of the in-domain rows and how often each occurs.</param>
    /// <exception cref="InvalidDataException">Fewer labels than declared classes, over which averages run.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<KeyValuePair<string, long>> counts, DataSpecification data)
    {
        string[] labels =
        [
            .. counts
                .OrderByDescending(label => label.Value)
                .ThenBy(label => label.Key, StringComparer.Ordinal)
                .Select(label => label.Key),
        ];
        if (data.Classes is not { } classes) return labels;
        if (labels.Length >= classes) return labels[..classes];
        throw new InvalidDataException(
            $"{data.FileName}: the study declares {classes} classes; "
            + $"its rows in domain have {labels.Length} different labels.");
    }
}
