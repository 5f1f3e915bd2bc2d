namespace Seedbed.Messages.Hosting;

using System.Text;

/// <summary>
/// A text file that lines are added to, by several writers if need be. A disk that takes no more loses lines and ends
/// nothing: each later line tries again. A file found above 16 MB becomes <c>….1</c>. Not thread-safe.
/// </summary>
public sealed class LogFile(string path) : IDisposable
{
    private const long LargestKept = 16 * 1024 * 1024;
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
    private FileStream? _file;
    private bool _isClosed;

    /// <summary>Whether the file took the line; never once it is disposed.</summary>
    public bool TryAdd(string line)
    {
        if (_isClosed) return false;

        try
        {
            _file ??= Open();
            _file.Seek(0, SeekOrigin.End); // another process of the same slot may have written meanwhile
            _file.Write(Encoding.UTF8.GetBytes(line + '\n'));
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        _file?.Dispose();
    }

    private FileStream Open()
    {
        if (new FileInfo(path) is { Exists: true, Length: > LargestKept })
            File.Move(path, $"{path}.1", overwrite: true);
        return new(path, FileMode.OpenOrCreate, FileAccess.Write, Shared, bufferSize: 0);
    }
}
