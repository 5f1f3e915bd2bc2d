namespace Seedbed.Coordinator.Store;

using System.Security.Cryptography;

/// <summary>
/// A directory's own name, in a file of it: by this several coordinators know that they see one directory, wherever
/// each has it mounted, and that a directory was restored from a copy of it.
/// </summary>
internal static class StoreId
{
    public const string FileName = "store.id";

    /// <summary>
    /// The id of a directory, which gets one if it has none. Of several that start at once, one gives it.
    /// </summary>
    /// <exception cref="IOException">The directory is absent, or its disk fails.</exception>
    public static string Of(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) Give(directory, path);
        return File.ReadAllText(path).Trim();
    }

    private static void Give(string directory, string path)
    {
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var own = $"{path}.{id}";
        using (var file = new StreamWriter(own))
        {
            file.WriteLine(id);
            file.Flush();
            ((FileStream)file.BaseStream).Flush(flushToDisk: true);
        }

        try
        {
            File.Move(own, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(own);           // another was first
        }

        Folder.Flush(directory);
    }
}
