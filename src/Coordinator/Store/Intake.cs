namespace Seedbed.Coordinator.Store;

using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Seedbed.Data;

/// <summary>
/// How content gets into the store: to a file of its own, verified, on the disk, and only then under its name. So what
/// is there is whole and what its hash says, whatever died meanwhile.
/// </summary>
internal sealed class Intake
{
    private const int BlockSize = 128 * 1024;

    private readonly string _directory;
    private long _received;

    /// <param name="directory">
    /// Where files are until they have their names, on the same disk. Leftovers of a crash in it are removed.
    /// </param>
    /// <param name="limit">The most bytes one content may have.</param>
    public Intake(string directory, long limit)
    {
        (_directory, Limit) = (directory, limit);
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
    }

    public long Limit { get; }

    /// <summary>May be repeated, and may run beside another for the same path.</summary>
    /// <exception cref="ContentRefusedException">
    /// Too large, or not what the hash says; nothing is left of it.
    /// </exception>
    /// <exception cref="IOException">The disk is full or fails; nothing is left of it.</exception>
    public async Task Put(string path, ContentHash hash, Stream content, CancellationToken cancellation)
    {
        var partial = Path.Combine(
            _directory, Interlocked.Increment(ref _received).ToString(CultureInfo.InvariantCulture));
        try
        {
            var found = await Receive(partial, content, cancellation);
            if (found != hash) throw new ContentRefusedException($"The content hashes to {found}, not to {hash}.");
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _directory);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private async Task<ContentHash> Receive(string path, Stream content, CancellationToken cancellation)
    {
        using var hasher = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            await using var file = new FileStream(
                path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            while (await content.ReadAsync(block, cancellation) is > 0 and var count)
            {
                if (file.Position + count > Limit)
                    throw new ContentRefusedException($"The content is larger than {Limit:N0} bytes.");
                hasher.AppendData(block, 0, count);
                await file.WriteAsync(block.AsMemory(0, count), cancellation);
            }

            file.Flush(flushToDisk: true);
            return new(Convert.ToHexStringLower(hasher.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}

/// <summary>Content that was offered to the store and not taken.</summary>
public sealed class ContentRefusedException(string message) : Exception(message);
