namespace Seedbed.Coordinator.Tests.Store;

using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit;

/// <summary>What can go wrong with a store that is a database.</summary>
public sealed class PostgresStorageTests(TemporaryStores stores) : IClassFixture<TemporaryStores>
{
    private static readonly byte[] Content = Contents.Of((5 * PostgresStorage.PartSize) / 2);

    [PostgresTheory]
    [InlineData("DELETE FROM store_part WHERE part = 1")]
    [InlineData("DELETE FROM store_part WHERE part = 2")]
    [InlineData("UPDATE store_part SET bytes = substr(bytes, 2) WHERE part = 0")]
    public async Task A_content_with_torn_parts_is_not_there_and_may_be_put_again(string tear)
    {
        var store = await stores.Create(StorageKind.Postgres);
        await store.Open().Put("ab/cd", Content);

        await store.Execute(tear);
        Assert.False(await store.Open().Has("ab/cd"));
        Assert.Null(await store.Open().Read("ab/cd"));
        await store.Open().Put("ab/cd", Content);

        Assert.Equal(Content, await store.Open().Read("ab/cd"));
    }

    [PostgresFact]
    public async Task A_content_that_is_removed_while_it_is_read_ends_the_reading()
    {
        var store = await stores.Create(StorageKind.Postgres);
        await store.Open().Put("ab/cd", Content);
        await using var reading = await store.Open().Open("ab/cd", CancellationToken.None);
        await reading!.ReadExactlyAsync(new byte[10]);

        await store.Open().Remove("ab", ["cd"], CancellationToken.None);

        var torn = await Assert.ThrowsAsync<IOException>(() => reading.CopyToAsync(Stream.Null));
        Assert.Contains("ab/cd is no longer whole", torn.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_copy_of_content_that_is_not_what_its_hash_says_is_refused()
    {
        var store = await stores.Create(StorageKind.Postgres);
        await store.Open().Put("ab/cd", Content);

        await store.Execute(
            "UPDATE store_part SET bytes = set_byte(bytes, 7, 255 - get_byte(bytes, 7)) WHERE part = 1");

        await Assert.ThrowsAsync<ContentRefusedException>(
            () => store.Open().Fetch("ab/cd", Contents.HashOf(Content), CancellationToken.None));
    }

    /// <summary>The server says so as it does when its disk is full: halfway through a content.</summary>
    [PostgresFact]
    public async Task A_database_without_room_is_named_and_keeps_nothing()
    {
        var store = await stores.Create(StorageKind.Postgres);
        await store.Execute(
            """
            CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER fill BEFORE INSERT ON store_part FOR EACH ROW WHEN (NEW.part = 1) EXECUTE FUNCTION fill()
            """);

        var full = await Assert.ThrowsAsync<StoreFullException>(() => store.Open().Put("ab/cd", Content));

        Assert.Contains(store.Database.ToString(), full.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", full.Message, StringComparison.Ordinal);
        Assert.Equal(0, await store.CountEverything());
        await store.Execute("DROP TRIGGER fill ON store_part");
        await store.Open().Put("ab/cd", Content);
        Assert.Equal(Content, await store.Open().Read("ab/cd"));
    }

    [PostgresTheory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task A_server_that_is_down_is_named_and_waited_for_by_whoever_asks(string mode)
    {
        await using var server = await PostgresServer.Start();
        var address = TemporaryJournals.Address(await server.Create("grid"));
        await PostgresStoreTables.CreateContents(new(address), CancellationToken.None);
        var storage = new StoreUnderTest(stores.CreateFolder(), address).Open();
        await storage.Put("ab/cd", Content);

        await server.Down(mode);
        Func<Task>[] asking =
            [() => storage.Has("ab/cd"), () => storage.Read("ab/cd"), () => storage.Put("ab/ef", [1])];
        foreach (var ask in asking)
        {
            var down = await Assert.ThrowsAsync<StoreUnavailableException>(ask);
            Assert.Contains("PostgreSQL database 'grid'", down.Message, StringComparison.Ordinal);
        }

        await server.Up();
        Assert.Equal(Content, await storage.Read("ab/cd"));
        await storage.Put("ab/ef", [1]);
    }
}
