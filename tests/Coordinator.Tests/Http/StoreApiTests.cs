namespace Seedbed.Coordinator.Tests.Http;

using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Tests.Postgres;
using Seedbed.Coordinator.Tests.Store;
using Xunit;

public sealed class StoreApiTests(TemporaryStores stores) : IClassFixture<TemporaryStores>, IAsyncLifetime
{
    private ApiUnderTest _api = null!;

    public async Task InitializeAsync() => _api = await ApiUnderTest.Start(_ => null);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory, InDirectory, InPostgres]
    public async Task Content_is_put_once_and_fetched_by_its_hash_whole_or_in_ranges(StorageKind kind)
    {
        await using var api = await ApiUnderTest.Start(_ => null, (await stores.Create(kind)).Open());
        var content = Enumerable.Range(0, 3_000_000).Select(i => (byte)(i / 7)).ToArray();

        Assert.Equal(HttpStatusCode.NotFound, (await Head(api, HashOf(content))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Put(api, HashOf(content), content)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Put(api, HashOf(content), content)).StatusCode);

        var head = await Head(api, HashOf(content));
        Assert.Equal((HttpStatusCode.OK, content.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal(content, await api.Client.GetByteArrayAsync($"store/{HashOf(content)}"));
        using var some = new HttpRequestMessage(HttpMethod.Get, $"store/{HashOf(content)}");
        some.Headers.Range = new(1_900_000, 1_900_009);
        using var answer = await api.Client.SendAsync(some);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(content[1_900_000..1_900_010], await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Content_that_is_not_what_its_hash_says_is_refused_and_leaves_nothing()
    {
        var claimed = HashOf("the truth"u8);

        var answer = await Put(_api, claimed, "a lie"u8.ToArray());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(claimed, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_api.StoreDirectory, "*", SearchOption.AllDirectories));
    }

    [PostgresFact]
    public async Task A_server_that_is_down_is_no_mistake_of_who_asks_and_one_without_room_is_named()
    {
        await using var server = await PostgresServer.Start();
        var database = TemporaryJournals.Address(await server.Create("grid"));
        await PostgresStoreTables.CreateContents(new(database), CancellationToken.None);
        await using var api = await ApiUnderTest.Start(
            _ => null, new StoreUnderTest(stores.CreateFolder(), database).Open());

        await server.Execute(
            """
            CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER fill BEFORE INSERT ON store_part FOR EACH ROW EXECUTE FUNCTION fill()
            """,
            "grid");
        await Refused(HttpStatusCode.InsufficientStorage, "The disk of the PostgreSQL database 'grid'", api);

        await server.Down("fast");
        var down = await Refused(HttpStatusCode.ServiceUnavailable, "asking again is safe", api);
        Assert.NotNull(down.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("..%2F..%2Fcoordinator.pid")]
    [InlineData("ABCDEF")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000%00")]
    public async Task A_name_that_is_no_hash_reaches_no_file(string name)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.Client.GetAsync($"store/{name}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Put(_api, name, [1])).StatusCode);
    }

    private static async Task<HttpResponseMessage> Refused(HttpStatusCode status, string reason, ApiUnderTest api)
    {
        var answer = await Put(api, HashOf([1]), [1]);
        Assert.Equal(status, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains(
            reason, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return answer;
    }

    private static Task<HttpResponseMessage> Head(ApiUnderTest api, string hash) =>
        api.Client.SendAsync(new(HttpMethod.Head, $"store/{hash}"));

    private static Task<HttpResponseMessage> Put(ApiUnderTest api, string hash, byte[] content) =>
        api.Client.PutAsync($"store/{hash}", new ByteArrayContent(content));

    private static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
