namespace Seedbed.Coordinator.Tests.Http;

using System.Net;
using System.Security.Cryptography;
using Xunit;

public sealed class StoreApiTests : IAsyncLifetime
{
    private ApiUnderTest _api = null!;

    public async Task InitializeAsync() => _api = await ApiUnderTest.Start(_ => null);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Content_is_put_once_and_fetched_by_its_hash()
    {
        var content = Enumerable.Range(0, 1_000_000).Select(i => (byte)i).ToArray();

        Assert.Equal(HttpStatusCode.NotFound, (await Head(HashOf(content))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Put(HashOf(content), content)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Put(HashOf(content), content)).StatusCode);

        var head = await Head(HashOf(content));
        Assert.Equal((HttpStatusCode.OK, content.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal(content, await _api.Client.GetByteArrayAsync($"store/{HashOf(content)}"));
    }

    [Fact]
    public async Task Content_that_is_not_what_its_hash_says_is_refused_and_leaves_nothing()
    {
        var claimed = HashOf("the truth"u8);

        var answer = await Put(claimed, "a lie"u8.ToArray());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(claimed, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_api.StoreDirectory, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("..%2F..%2Fcoordinator.pid")]
    [InlineData("ABCDEF")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000%00")]
    public async Task A_name_that_is_no_hash_reaches_no_file(string name)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.Client.GetAsync($"store/{name}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Put(name, [1])).StatusCode);
    }

    private Task<HttpResponseMessage> Head(string hash) => _api.Client.SendAsync(new(HttpMethod.Head, $"store/{hash}"));

    private Task<HttpResponseMessage> Put(string hash, byte[] content) =>
        _api.Client.PutAsync($"store/{hash}", new ByteArrayContent(content));

    private static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
