namespace Seedbed.Messages.Studies.Reading;

using System.Text;
using Seedbed.Data;
using Seedbed.Data.Tables;

/// <summary>Reads <c>data.path</c>: a data file, or several whose rows lie side by side.</summary>
/// <param name="locate">Finds the file that a path means; null if there is none.</param>
/// <param name="bundle">Makes one file of several and says where it lies.</param>
internal sealed class PathReading(
    Func<string, string?> locate, Func<IReadOnlyList<BundledFile>, string> bundle, Mistakes mistakes)
{
    /// <returns>Null if anything about it is wrong.</returns>
    public DataFile? Read(YamlNode node)
    {
        if (node is YamlList list) return ReadSeveral(list);
        return Scalars.Text(node, "the path of a data file, or a list of such paths", mistakes) is { } path
            && Locate(path) is { } file
                ? Guarded(path, () => DataFile.Identify(file.Path, file.Name), mistakes)
                : null;
    }

    /// <summary>What a file cannot do is reported at the path that names it.</summary>
    public static T? Guarded<T>(YamlNode place, Func<T> read, Mistakes mistakes) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (
            unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            mistakes.At(place, $"The data file cannot be used: {unreadable.Message}");
            return null;
        }
    }

    private DataFile? ReadSeveral(YamlList list)
    {
        var before = mistakes.Count;
        if (list.Items.Count is 0 or > DataLimits.FilesSideBySide)
        {
            mistakes.At(list,
                $"1 to {DataLimits.FilesSideBySide} files can lie side by side; these are {list.Items.Count}.");
            return null;
        }

        var files = new List<BundledFile>();
        foreach (var item in list.Items)
        {
            if (Scalars.Text(item, "the path of a data file", mistakes) is not { } path) continue;
            if (Locate(path) is not { } file) continue;
            if (Refusal(file, files) is { } refusal) mistakes.At(path, refusal);
            files.Add(file);
        }

        if (mistakes.Count > before) return null;
        return files is [var only]
            ? Guarded(list, () => DataFile.Identify(only.Path, only.Name), mistakes)
            : Guarded(list, () => DataFile.Identify(
                bundle(files), Bundle.NameOf([.. files.Select(file => file.Name)])), mistakes);
    }

    /// <summary>Why a file cannot lie beside those before it; null if it can.</summary>
    private static string? Refusal(BundledFile file, IReadOnlyList<BundledFile> others)
    {
        if (TableFormat.EndingOf(file.Name) == TableFormat.Tar)
            return $"{Wording.Quote(file.Name)} holds files that lie side by side: list them, not it.";
        if (Encoding.UTF8.GetByteCount(file.Name) is > Bundle.NameBytes and var bytes)
            return $"The name {Wording.Quote(file.Name)} has {bytes} bytes; {Bundle.NameBytes} are allowed in a list.";
        return others.Any(other => other.Name == file.Name)
            ? $"Two of the files are called {Wording.Quote(file.Name)}, which is to tell their columns apart: "
                + "rename one."
            : null;
    }

    private BundledFile? Locate(YamlText path)
    {
        if (TableFormat.Of(path.Text) is null)
        {
            mistakes.At(
                path, $"{Wording.Quote(path.Text)} does not end in one of {string.Join(", ", TableFormat.Endings)}.");
            return null;
        }

        if (locate(path.Text) is { } location) return new(FileName(path.Text), location);

        mistakes.At(path, $"There is no file {Wording.Quote(path.Text)}; paths are relative to the study file.");
        return null;
    }

    /// <summary>The last part of a path, whichever way its separators lean.</summary>
    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
