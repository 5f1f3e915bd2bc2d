namespace Seedbed.Data.Profiles;

using Seedbed.Data.Surveys;
using Seedbed.Data.Tables;

/// <summary>
/// A data file without a study: what each of its columns holds, found in one pass and in memory that does not grow with
/// the file.
/// </summary>
/// <param name="File">The file's own name.</param>
/// <param name="Bytes">Size of the file as it lies.</param>
/// <param name="Rows">Rows that are as they should be; only these are described.</param>
/// <param name="Columns">In file order.</param>
/// <param name="Mistakes">The first rows that could not be read and what ended the reading; empty if nothing is
/// wrong.</param>
public sealed record FileProfile(
    string File, long Bytes, long Rows, IReadOnlyList<FieldProfile> Columns, IReadOnlyList<string> Mistakes)
{
    /// <param name="path">Where the content lies.</param>
    /// <param name="name">The file's own name, whose ending tells its format.</param>
    /// <exception cref="InvalidDataException">It is no file that can be read as its name tells.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static FileProfile Of(string path, string name)
    {
        var bytes = new FileInfo(path).Length;
        using var table = Table.Open(path, name);
        FieldCounts[] columns =
            [.. table.Columns.Select(column => new FieldCounts(column, FieldCounts.MostDistinct(table.Columns.Count)))];
        var (rows, mistaken, mistakes) = (0L, new RowMistakes(), new List<DataMistake>());
        try
        {
            foreach (var row in table.Rows([.. Enumerable.Range(0, columns.Length)]))
            {
                if (row.Mistake is { } mistake)
                {
                    mistaken.Add(row.Place, mistake);
                    continue;
                }

                rows++;
                for (var column = 0; column < columns.Length; column++) columns[column].Add(row.Fields[column]);
            }
        }
        catch (InvalidDataException broken)
        {
            mistakes.Add(new("path", broken.Message));
        }

        return new(
            name, bytes, rows, [.. columns.Select(column => column.ToProfile())],
            [.. mistaken.InOrder().Concat(mistakes).Select(mistake => mistake.In(name))]);
    }
}

/// <summary>A column of a data file.</summary>
/// <param name="Type">What all its values look like.</param>
/// <param name="Missing">Rows without a value: nothing, blank, <c>NA</c>, <c>NaN</c> or <c>null</c>.</param>
/// <param name="Distinct">Different values, of lists and vectors none are counted: null.</param>
/// <param name="HasMoreDistinct">Whether there are more than <paramref name="Distinct"/>.</param>
/// <param name="Examples">The first different values, long ones cut short.</param>
/// <param name="Numbers">Of numbers, of vectors those of all their places; otherwise null.</param>
public sealed record FieldProfile(
    string Column, FieldType Type, long Missing, int? Distinct, bool HasMoreDistinct, IReadOnlyList<string> Examples,
    NumberProfile? Numbers);
