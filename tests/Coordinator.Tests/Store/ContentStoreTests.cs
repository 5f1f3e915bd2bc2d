namespace Seedbed.Coordinator.Tests.Store;

using System.Security.Cryptography;
using System.Text;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Tests.Hosting;
using Seedbed.Data;
using Seedbed.Messages;
using Xunit;

public sealed class ContentStoreTests : IDisposable
{
    private const int Limit = 300_000;

    private readonly TemporaryDirectory _directory = new();
    private readonly ContentStore _store;

    public ContentStoreTests() => _store = new(_directory.Path, Limit);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Limit)]
    public async Task Content_comes_back_as_it_was_put(int size)
    {
        var content = Enumerable.Range(0, size).Select(i => (byte)(i * 31)).ToArray();

        await _store.Put(HashOf(content), new MemoryStream(content), CancellationToken.None);

        Assert.Equal(content, await File.ReadAllBytesAsync(_store.Find(HashOf(content))!));
    }

    [Fact]
    public async Task Content_that_is_not_what_its_hash_says_is_refused_and_leaves_nothing()
    {
        var claimed = HashOf("the truth"u8);

        var refusal = await Assert.ThrowsAsync<ContentRefusedException>(
            () => _store.Put(claimed, new MemoryStream("a lie"u8.ToArray()), CancellationToken.None));

        Assert.Contains(claimed.Hex, refusal.Message, StringComparison.Ordinal);
        Assert.Null(_store.Find(claimed));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Content_above_the_limit_is_refused_and_leaves_nothing()
    {
        var content = new byte[Limit + 1];

        await Assert.ThrowsAsync<ContentRefusedException>(
            () => _store.Put(HashOf(content), new MemoryStream(content), CancellationToken.None));

        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_transfer_that_breaks_off_leaves_nothing()
    {
        var content = "whole"u8.ToArray();

        await Assert.ThrowsAsync<IOException>(
            () => _store.Put(HashOf(content), new BrokenStream(), CancellationToken.None));

        Assert.Null(_store.Find(HashOf(content)));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task The_same_content_may_be_put_many_times_at_once()
    {
        var content = Encoding.UTF8.GetBytes(new string('x', 100_000));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => _store.Put(HashOf(content), new MemoryStream(content), CancellationToken.None)));

        Assert.Equal(_store.Find(HashOf(content)), Assert.Single(Files()));
    }

    [Fact]
    public void What_a_crash_left_behind_is_removed()
    {
        File.WriteAllText(Path.Combine(_directory.Path, "incoming", "7"), "half of someth");

        _ = new ContentStore(_directory.Path, Limit);

        Assert.Empty(Files());
    }

    private string[] Files() => Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories);

    private static ContentHash HashOf(ReadOnlySpan<byte> content) =>
        new(Convert.ToHexStringLower(SHA256.HashData(content)));

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Connection reset by peer");
    }
}
