namespace Seedbed.Coordinator.Store;

/// <summary>A content as a file on this machine: the store's own, or a copy that goes with this.</summary>
/// <param name="isCopy">Whether it is deleted on disposal.</param>
public sealed class LocalFile(string path, bool isCopy) : IDisposable
{
    public string Path { get; } = path;

    public void Dispose()
    {
        if (isCopy) File.Delete(Path);
    }
}
