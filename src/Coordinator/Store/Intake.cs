namespace Seedbed.Coordinator.Store;

using System.Buffers;
using System.Security.Cryptography;
using Seedbed.Data;

/// <summary>
/// Where content is until it is whole and verified: in a file with a name of its own, so that any number of processes
/// may share the folder.
/// </summary>
/// <param name="folder">Created where absent.</param>
internal sealed class Intake(string folder, TimeProvider time)
{
    /// <summary>
    /// A file that nobody wrote to for so long is what a process that died has left: a transfer that stands still is
    /// broken off within seconds.
    /// </summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private const int BlockSize = 128 * 1024;

    /// <summary>What .NET makes of ENOSPC and EDQUOT, and of Windows' two errors for a full disk.</summary>
    private static readonly int[] FullDisk =
        [28, OperatingSystem.IsMacOS() ? 69 : 122, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    private long _nextCleaning;

    /// <summary>Receives content into a file, which belongs to the caller.</summary>
    /// <param name="isKept">Whether the file will be the content's place: then it is on the disk afterwards.</param>
    /// <exception cref="ContentRefusedException">
    /// Too large, or not what the hash says; nothing is left of it.
    /// </exception>
    /// <exception cref="StoreFullException">The disk is full; nothing is left of it.</exception>
    /// <exception cref="IOException">The disk fails; nothing is left of it.</exception>
    public async Task<string> Receive(
        ContentHash hash, Stream content, long limit, bool isKept, CancellationToken cancellation)
    {
        CleanFromTimeToTime();
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, RandomNumberGenerator.GetHexString(32, lowercase: true));
        try
        {
            var found = await Write(path, content, limit, isKept, cancellation);
            return found == hash
                ? path
                : throw new ContentRefusedException($"The content hashes to {found}, not to {hash}.");
        }
        catch (Exception failed)
        {
            File.Delete(path);
            if (failed is IOException && FullDisk.Contains(failed.HResult))
                throw new StoreFullException($"The coordinator's disk is full: {failed.Message}", failed);
            throw;
        }
    }

    /// <summary>
    /// Removes what processes that died have left, at most once in the time after which it counts as that.
    /// </summary>
    public void CleanFromTimeToTime()
    {
        var now = time.GetUtcNow();
        var due = Interlocked.Read(ref _nextCleaning);
        if (now.Ticks < due || Interlocked.CompareExchange(ref _nextCleaning, (now + Abandoned).Ticks, due) != due)
            return;

        var incoming = new DirectoryInfo(folder);
        if (!incoming.Exists) return;

        foreach (var file in incoming.EnumerateFiles())
            if (now - file.LastWriteTimeUtc > Abandoned) file.Delete();
    }

    private static async Task<ContentHash> Write(
        string path, Stream content, long limit, bool isKept, CancellationToken cancellation)
    {
        using var hasher = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            await using var file = new FileStream(
                path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            while (await content.ReadAsync(block, cancellation) is > 0 and var count)
            {
                if (file.Position + count > limit)
                    throw new ContentRefusedException($"The content is larger than {limit:N0} bytes.");
                hasher.AppendData(block, 0, count);
                await file.WriteAsync(block.AsMemory(0, count), cancellation);
            }

            if (isKept) file.Flush(flushToDisk: true);
            return new(Convert.ToHexStringLower(hasher.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
