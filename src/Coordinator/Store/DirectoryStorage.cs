namespace Seedbed.Coordinator.Store;

using Seedbed.Data;

/// <summary>
/// Contents as files of a directory: received beside, verified, on the disk, and only then under their names. The
/// directory may be shared over a network by several coordinators.
/// </summary>
public sealed class DirectoryStorage : IStorage
{
    /// <summary>Another coordinator may remove a folder, empty until now, before the file is in it.</summary>
    private const int Tries = 10;

    private readonly string _directory;
    private readonly Intake _intake;

    /// <param name="directory">
    /// Created where absent. What processes that died have left in it is removed.
    /// </param>
    public DirectoryStorage(string directory, TimeProvider time)
    {
        _directory = directory;
        Folder.Create(directory);
        _intake = new(Path.Combine(directory, "incoming"), time);
        _intake.CleanFromTimeToTime();
    }

    public Task<bool> Has(string path, CancellationToken cancellation) => Task.FromResult(File.Exists(In(path)));

    public Task<Stream?> Open(string path, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                In(path), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0,
                FileOptions.Asynchronous | FileOptions.SequentialScan));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<LocalFile?> Fetch(string path, ContentHash hash, CancellationToken cancellation) =>
        Task.FromResult(File.Exists(In(path)) ? new LocalFile(In(path), isCopy: false) : null);

    public async Task Put(string path, ContentHash hash, Stream content, long limit, CancellationToken cancellation)
    {
        var received = await _intake.Receive(hash, content, limit, isKept: true, cancellation);
        try
        {
            Place(received, In(path));
        }
        catch
        {
            File.Delete(received);
            throw;
        }
    }

    public Task<IReadOnlyList<string>> FilesIn(string folder, CancellationToken cancellation) =>
        NamesIn(folder, found => found.EnumerateFiles());

    public Task<IReadOnlyList<string>> FoldersIn(string folder, CancellationToken cancellation) =>
        NamesIn(folder, found => found.EnumerateDirectories());

    public Task Remove(string folder, IReadOnlyCollection<string> files, CancellationToken cancellation)
    {
        try
        {
            foreach (var file in files) File.Delete(In(Path.Combine(folder, file)));
            if (!Directory.EnumerateFileSystemEntries(In(folder)).Any()) RemoveEmpty(In(folder));
        }
        catch (DirectoryNotFoundException)
        {
            // Another coordinator was here first.
        }

        return Task.CompletedTask;
    }

    private static void Place(string received, string path)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        for (var tries = 1; ; tries++)
        {
            try
            {
                Folder.Create(folder);
                File.Move(received, path, overwrite: true);
                Folder.Flush(folder);
                return;
            }
            catch (Exception gone) when (
                gone is DirectoryNotFoundException or FileNotFoundException && File.Exists(received) && tries < Tries)
            {
                // The folder was removed between the first line and the second.
            }
        }
    }

    private static void RemoveEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Something came into it meanwhile.
        }
    }

    private Task<IReadOnlyList<string>> NamesIn(
        string folder, Func<DirectoryInfo, IEnumerable<FileSystemInfo>> entries)
    {
        try
        {
            return Task.FromResult<IReadOnlyList<string>>(
                [.. entries(new(In(folder))).Select(entry => entry.Name)]);
        }
        catch (DirectoryNotFoundException)
        {
            return Task.FromResult<IReadOnlyList<string>>([]);
        }
    }

    private string In(string path) => Path.Combine(_directory, path);
}
