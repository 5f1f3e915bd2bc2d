namespace Seedbed.TrainerNode.Slot;

using System.Globalization;
using System.Security.Cryptography;
using Seedbed.Data;
using Seedbed.Messages;

/// <summary>
/// Where a slot leaves larger results for its node, each in a file of its own that the node deletes once it is stored.
/// Files of another process of the same slot are never written over.
/// </summary>
public sealed class ArtifactFolder(string path)
{
    private readonly string _prefix = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    private long _written;

    public (ContentHash Hash, string Path) Write(ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(path);
        var file = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{++_written}"));
        File.WriteAllBytes(file, content);
        return (new(Convert.ToHexStringLower(SHA256.HashData(content))), file);
    }
}
