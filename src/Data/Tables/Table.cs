namespace Seedbed.Data.Tables;

/// <summary>
/// A data file on this machine: named columns, and rows that are read one after the other and never held together.
/// What cannot be read on throws <see cref="InvalidDataException"/>, whose message names the place but not the file.
/// </summary>
public abstract class Table : IDisposable
{
    /// <summary>Names of the columns in file order.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// The rows in file order, once. A mistaken row says so and the next one follows where it can be found.
    /// </summary>
    /// <param name="columns">Positions in <see cref="Columns"/>.</param>
    public abstract IEnumerable<Row> Rows(IReadOnlyList<int> columns);

    public abstract void Dispose();

    /// <summary>Opens a file and reads what names its columns.</summary>
    /// <param name="path">Where the content lies.</param>
    /// <param name="fileName">The file's own name, whose ending tells the format.</param>
    /// <exception cref="InvalidDataException">The name tells no format, or the content is not what it
    /// tells.</exception>
    public static Table Open(string path, string fileName) => OpenFile(new(path, fileName));

    /// <summary>The same of a file that lies in another one.</summary>
    internal static Table OpenFile(TableFile file) => TableFormat.Of(file.Name) is { } format
        ? format.Open(file)
        : throw new InvalidDataException($"Its name must end in one of {string.Join(", ", TableFormat.Endings)}.");
}
