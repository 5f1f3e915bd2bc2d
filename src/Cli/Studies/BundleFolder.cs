namespace Seedbed.Cli.Studies;

using Seedbed.Data;

/// <summary>A temporary folder for data that was several files; it is there only if there is such data.</summary>
internal sealed class BundleFolder : IDisposable
{
    private DirectoryInfo? _folder;

    /// <summary>Makes one file of several.</summary>
    /// <returns>Where it lies.</returns>
    /// <exception cref="InvalidDataException">Together they are larger than data may be.</exception>
    /// <exception cref="IOException">One cannot be read, or the one cannot be written.</exception>
    public string Write(IReadOnlyList<BundledFile> files)
    {
        var bytes = files.Sum(file => new FileInfo(file.Path).Length);
        if (bytes > DataLimits.Bytes)
        {
            throw new InvalidDataException(
                $"Together they have {Wording.Number(bytes)} bytes; {Wording.Number(DataLimits.Bytes)} are allowed.");
        }

        _folder ??= Directory.CreateTempSubdirectory("seedbed-");
        var path = Path.Combine(_folder.FullName, "bundle.tar");
        using var tar = File.Create(path);
        Bundle.Write(files, tar);
        return path;
    }

    public void Dispose() => _folder?.Delete(recursive: true);
}
