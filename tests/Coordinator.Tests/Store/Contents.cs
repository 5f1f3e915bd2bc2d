namespace Seedbed.Coordinator.Tests.Store;

using System.Security.Cryptography;
using Seedbed.Coordinator.Store;
using Seedbed.Data;

/// <summary>Contents to put into a store, and what comes out of it.</summary>
internal static class Contents
{
    public static byte[] Of(int size, int seed = 0) =>
        [.. Enumerable.Range(seed, size).Select(i => (byte)((i * 31) + (i >> 8)))];

    public static ContentHash HashOf(ReadOnlySpan<byte> content) =>
        new(Convert.ToHexStringLower(SHA256.HashData(content)));

    public static Task Put(this IStorage storage, string path, byte[] content, long limit = long.MaxValue) =>
        storage.Put(path, HashOf(content), new MemoryStream(content), limit, CancellationToken.None);

    public static Task<bool> Has(this IStorage storage, string path) => storage.Has(path, CancellationToken.None);

    /// <summary>Null if it is not there.</summary>
    public static async Task<byte[]?> Read(this IStorage storage, string path)
    {
        await using var content = await storage.Open(path, CancellationToken.None);
        if (content is null) return null;

        var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>A sender that goes away after some bytes.</summary>
    public sealed class BrokenStream(int after) : MemoryStream(Of(after))
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var count
                ? count
                : throw new IOException("Connection reset by peer");
    }
}
