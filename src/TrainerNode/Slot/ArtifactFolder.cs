namespace Seedbed.TrainerNode.Slot;

using System.Globalization;
using System.Security.Cryptography;
using Seedbed.Data;

/// <summary>
/// Where a slot leaves larger results for its node, each in a file of its own that the node deletes once it is stored.
/// Files of another process of the same slot are never written over.
/// </summary>
public sealed class ArtifactFolder(string path)
{
    private readonly string _prefix = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    private long _written;

    /// <summary>The hash of what <paramref name="write"/> writes, and the file that has it.</summary>
    /// <exception cref="IOException">The disk is full or fails; nothing is left of the file.</exception>
    public (ContentHash Hash, string Path) Write(Action<Stream> write)
    {
        Directory.CreateDirectory(path);
        var file = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{++_written}"));
        try
        {
            using var target = File.Create(file);
            return (HashOf(write, target), file);
        }
        catch (IOException)
        {
            File.Delete(file);
            throw;
        }
    }

    /// <summary>The hash of what <paramref name="write"/> writes.</summary>
    public static ContentHash HashOf(Action<Stream> write) => HashOf(write, Stream.Null);

    private static ContentHash HashOf(Action<Stream> write, Stream target)
    {
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(target, hash, CryptoStreamMode.Write, leaveOpen: true)) write(hashing);
        return new(Convert.ToHexStringLower(hash.Hash!));
    }
}
