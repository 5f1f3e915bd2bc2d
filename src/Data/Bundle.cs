namespace Seedbed.Data;

using System.Formats.Tar;
using System.Text;
using Seedbed.Data.Tables;

/// <summary>
/// Several data files as one, so that they are stored, sent and known by one hash: a tar file that depends on their
/// content, names and order and on nothing else.
/// </summary>
public static class Bundle
{
    /// <summary>Bytes of a file's name, in UTF-8: what the format has room for.</summary>
    public const int NameBytes = 100;

    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes files one after the other, uncompressed, as POSIX.1-1988 has it (ustar).</summary>
    /// <param name="files">With different names.</param>
    public static void Write(IEnumerable<BundledFile> files, Stream tar)
    {
        using var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var file in files)
        {
            using var content = File.OpenRead(file.Path);
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, file.Name)
            {
                DataStream = content,
                Mode = ReadableByAll,
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        }
    }

    /// <summary>What the bundle of files is called: <c>images+labels.tar</c>.</summary>
    public static string NameOf(IReadOnlyList<string> names)
    {
        var all = $"{string.Join('+', names.Select(TableFormat.StemOf))}{TableFormat.Tar}";
        return Encoding.UTF8.GetByteCount(all) <= NameBytes
            ? all
            : $"{TableFormat.StemOf(names[0])}+{names.Count - 1}{TableFormat.Tar}";
    }
}

/// <summary>A file of a bundle.</summary>
/// <param name="Name">Its own name, whose ending tells its format.</param>
/// <param name="Path">Where it lies.</param>
public sealed record BundledFile(string Name, string Path);
