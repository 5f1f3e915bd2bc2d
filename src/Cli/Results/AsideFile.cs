namespace Seedbed.Cli.Results;

/// <summary>Files that are either the old one or the whole new one, whenever the process dies.</summary>
internal static class AsideFile
{
    /// <summary>Writes <c>path.part</c>, makes it durable, then gives it its name.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var aside = $"{path}.part";
        await using (var stream = new FileStream(
            aside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024))
        {
            await write(stream);
            await stream.FlushAsync();
            stream.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }
}
