namespace Seedbed.Coordinator.Store;

using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Seedbed.Data;
using Seedbed.Messages;

/// <summary>
/// Data, checkpoints and larger results by the hash of their content: <c>{directory}/ab/ab12…</c>. What is there is
/// whole and what its name says; it is never changed.
/// </summary>
public sealed class ContentStore
{
    private const int BlockSize = 128 * 1024;

    private readonly string _directory;
    private readonly string _incoming;
    private long _received;

    /// <param name="directory">
    /// Created where absent. Leftovers of a crash in it are removed: there is one store to a directory.
    /// </param>
    /// <param name="limit">The most bytes one content may have.</param>
    public ContentStore(string directory, long limit)
    {
        _directory = directory;
        _incoming = Path.Combine(directory, "incoming");
        Limit = limit;
        if (Directory.Exists(_incoming)) Directory.Delete(_incoming, recursive: true);
        Directory.CreateDirectory(_incoming);
    }

    public long Limit { get; }

    /// <summary>Where a content is; null if it is not here.</summary>
    public string? Find(ContentHash hash) => File.Exists(PathOf(hash)) ? PathOf(hash) : null;

    /// <summary>
    /// Takes content in: to a file of its own, verified, on the disk, and only then under its name. May be repeated and
    /// may run beside another of the same hash.
    /// </summary>
    /// <exception cref="ContentRefusedException">
    /// Too large, or not what the hash says; nothing is left of it.
    /// </exception>
    /// <exception cref="IOException">The disk is full or fails; nothing is left of it.</exception>
    public async Task Put(ContentHash hash, Stream content, CancellationToken cancellation)
    {
        var partial = Path.Combine(
            _incoming, Interlocked.Increment(ref _received).ToString(CultureInfo.InvariantCulture));
        try
        {
            var found = await Receive(partial, content, cancellation);
            if (found != hash) throw new ContentRefusedException($"The content hashes to {found}, not to {hash}.");
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(hash)) ?? _directory);
            File.Move(partial, PathOf(hash), overwrite: true);
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

    private string PathOf(ContentHash hash) => Path.Combine(_directory, hash.Hex[..2], hash.Hex);
}

/// <summary>Content that was offered to the store and not taken.</summary>
public sealed class ContentRefusedException(string message) : Exception(message);
