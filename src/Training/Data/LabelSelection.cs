namespace Seedbed.Training.Data;

using Seedbed.Training.Programs;

/// <summary>The classes a study declares: the most frequent labels of its in-domain rows.</summary>
public static class LabelSelection
{
    /// <summary>Most frequent first, equally frequent ones in ordinal order; a class's index is its position.</summary>
    /// <exception cref="InvalidDataException">Fewer labels than declared classes, over which averages run.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<LabelledText> rows, DataDeclaration declaration)
    {
        string[] labels =
        [
            .. rows.Where(row => row.Domain is null || row.Domain == declaration.InDomain)
                .CountBy(row => row.Label)
                .OrderByDescending(label => label.Value)
                .ThenBy(label => label.Key, StringComparer.Ordinal)
                .Select(label => label.Key),
        ];
        if (declaration.Classes is not { } classes) return labels;
        if (labels.Length >= classes) return labels[..classes];
        throw new InvalidDataException(
            $"{declaration.FileName}: the study declares {classes} classes; "
            + $"its rows in domain have {labels.Length} different labels.");
    }
}
