namespace Seedbed.Coordinator.Tests.Http;

using System.Net;
using System.Security.Cryptography;
using Xunit;

public sealed class CheckpointApiTests : IAsyncLifetime
{
    private ApiUnderTest _api = null!;

    public async Task InitializeAsync() => _api = await ApiUnderTest.Start(_ => null);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_checkpoint_is_put_once_and_fetched_by_its_name()
    {
        var content = Enumerable.Range(0, 1_000_000).Select(i => (byte)i).ToArray();
        var path = $"store/checkpoints/stress/3-14/2-500-{HashOf(content)}";

        Assert.Equal(HttpStatusCode.NotFound, (await _api.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Put(path, content)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Put(path, content)).StatusCode);

        Assert.Equal(content, await _api.Client.GetByteArrayAsync(path));
        using var head = await _api.Client.SendAsync(new(HttpMethod.Head, path));
        Assert.Equal((HttpStatusCode.OK, content.Length), (head.StatusCode, head.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task A_checkpoint_that_is_not_what_its_name_says_is_refused_and_leaves_nothing()
    {
        var answer = await Put($"store/checkpoints/stress/3-14/2-500-{HashOf([1])}", [2]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(Directory.GetFiles(_api.StoreDirectory, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("stress/3-14/2-500")]
    [InlineData("Stress/3-14/2-500-HASH")]
    [InlineData("stress/3/2-500-HASH")]
    [InlineData("stress/3-14/2-0500-HASH")]
    [InlineData("..%2F..%2Fstress/3-14/2-500-HASH")]
    [InlineData("stress/..%2F3-14/2-500-HASH")]
    [InlineData("stress/3-14/..%2F..%2Fcoordinator.pid")]
    [InlineData("stress/3-14/2-500-HASH%0A")]
    public async Task A_name_that_is_no_checkpoints_reaches_no_file(string name)
    {
        var path = $"store/checkpoints/{name.Replace("HASH", HashOf([1]), StringComparison.Ordinal)}";

        Assert.Equal(HttpStatusCode.BadRequest, (await _api.Client.GetAsync(path)).StatusCode);
        var put = await Put(path, [1]);

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Contains(
            "study/cell-seed/fence-step-hash", await put.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_api.StoreDirectory, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_says_why_and_where()
    {
        var inTheWay = Path.Combine(_api.StoreDirectory, "checkpoints");
        await File.WriteAllTextAsync(inTheWay, "a file where a folder must be");

        var answer = await Put($"store/checkpoints/stress/3-14/2-500-{HashOf([1])}", [1]);

        Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
        Assert.Contains(inTheWay, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> Put(string path, byte[] content) =>
        _api.Client.PutAsync(path, new ByteArrayContent(content));

    private static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
