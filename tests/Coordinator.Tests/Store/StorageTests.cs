namespace Seedbed.Coordinator.Tests.Store;

using Seedbed.Coordinator.Store;
using Xunit;

/// <summary>What holds of every kind of storage.</summary>
public sealed class StorageTests(TemporaryStores stores) : IClassFixture<TemporaryStores>
{
    private const int Part = PostgresStorage.PartSize;

    [Theory, InDirectory, InPostgres]
    public async Task Content_comes_back_as_it_was_put(StorageKind kind)
    {
        var store = await stores.Create(kind);
        foreach (var size in (int[])[0, 1, Part - 1, Part, Part + 1, (5 * Part) / 2])
        {
            await store.Open().Put($"ab/{size}", Contents.Of(size));

            Assert.True(await store.Open().Has($"ab/{size}"));
            Assert.Equal(Contents.Of(size), await store.Open().Read($"ab/{size}"));
        }
    }

    [Theory, InDirectory, InPostgres]
    public async Task What_is_not_there_is_not_found(StorageKind kind)
    {
        var storage = (await stores.Create(kind)).Open();

        Assert.False(await storage.Has("ab/cd"));
        Assert.Null(await storage.Read("ab/cd"));
        Assert.Null(await storage.Fetch("ab/cd", Contents.HashOf([]), CancellationToken.None));
    }

    [Theory, InDirectory, InPostgres]
    public async Task Content_is_read_at_any_position(StorageKind kind)
    {
        var storage = (await stores.Create(kind)).Open();
        var content = Contents.Of((5 * Part) / 2);
        await storage.Put("ab/cd", content);

        await using var stream = await storage.Open("ab/cd", CancellationToken.None);
        Assert.Equal(content.Length, stream!.Length);
        foreach (var from in (int[])[(2 * Part) - 3, 0, Part])
        {
            stream.Seek(from, SeekOrigin.Begin);
            var some = new byte[7];
            await stream.ReadExactlyAsync(some);
            Assert.Equal(content[from..(from + 7)], some);
        }

        stream.Seek(-2, SeekOrigin.End);
        Assert.Equal(2, await stream.ReadAtLeastAsync(new byte[7], 7, throwOnEndOfStream: false));
    }

    [Theory, InDirectory, InPostgres]
    public async Task Content_that_is_not_what_its_hash_says_is_refused_and_leaves_nothing(StorageKind kind)
    {
        var store = await stores.Create(kind);
        var claimed = Contents.HashOf("the truth"u8);

        var refusal = await Assert.ThrowsAsync<ContentRefusedException>(() => store.Open().Put(
            "ab/cd", claimed, new MemoryStream("a lie"u8.ToArray()), 1_000, CancellationToken.None));

        Assert.Contains(claimed.Hex, refusal.Message, StringComparison.Ordinal);
        Assert.False(await store.Open().Has("ab/cd"));
        Assert.Equal(0, await store.CountEverything());
    }

    [Theory, InDirectory, InPostgres]
    public async Task Content_above_the_limit_is_refused_and_leaves_nothing(StorageKind kind)
    {
        var store = await stores.Create(kind);

        await store.Open().Put("ab/1", Contents.Of(300_000), limit: 300_000);
        var before = await store.CountEverything();
        await Assert.ThrowsAsync<ContentRefusedException>(
            () => store.Open().Put("ab/2", Contents.Of(300_001), limit: 300_000));

        Assert.Equal(before, await store.CountEverything());
    }

    [Theory, InDirectory, InPostgres]
    public async Task A_transfer_that_breaks_off_leaves_nothing(StorageKind kind)
    {
        var store = await stores.Create(kind);

        await Assert.ThrowsAsync<IOException>(() => store.Open().Put(
            "ab/cd", Contents.HashOf([]), new Contents.BrokenStream(2 * Part), long.MaxValue, CancellationToken.None));

        Assert.False(await store.Open().Has("ab/cd"));
        Assert.Equal(0, await store.CountEverything());
    }

    [Theory, InDirectory, InPostgres]
    public async Task The_same_content_may_be_put_many_times_at_once_by_several_coordinators(StorageKind kind)
    {
        var store = await stores.Create(kind);
        var content = Contents.Of((3 * Part) / 2);
        IStorage[] coordinators = [store.Open(), store.Open(), store.Open()];

        await Task.WhenAll(Enumerable.Range(0, 12).Select(
            i => Task.Run(() => coordinators[i % coordinators.Length].Put("ab/cd", content))));

        Assert.Equal(content, await store.Open().Read("ab/cd"));
        Assert.Equal(kind == StorageKind.Directory ? 1 : 3, await store.CountEverything());    // a row and two parts
    }

    [Theory, InDirectory, InPostgres]
    public async Task Content_is_fetched_to_a_file_of_this_machine_and_a_copy_does_not_stay(StorageKind kind)
    {
        var store = await stores.Create(kind);
        var content = Contents.Of((5 * Part) / 2);
        await store.Open().Put("ab/cd", content);
        var before = await store.CountEverything();

        using (var file = await store.Open().Fetch("ab/cd", Contents.HashOf(content), CancellationToken.None))
            Assert.Equal(content, await File.ReadAllBytesAsync(file!.Path));

        Assert.Equal(before, await store.CountEverything());
        Assert.True(await store.Open().Has("ab/cd"));
    }

    [Theory, InDirectory, InPostgres]
    public async Task A_folder_knows_its_files_and_folders_and_no_other_folders(StorageKind kind)
    {
        var storage = (await stores.Create(kind)).Open();
        foreach (var path in (string[])["a/b/1-1/x", "a/b/1-1/y", "a/b/1-2/x", "a/b2/1-3/x", "a/b/file", "a/b-c/1-4/x"])
            await storage.Put(path, [1]);

        Assert.Equal(["1-1", "1-2"], (await storage.FoldersIn("a/b", CancellationToken.None)).Order());
        Assert.Equal(["file"], await storage.FilesIn("a/b", CancellationToken.None));
        Assert.Equal(["x", "y"], (await storage.FilesIn("a/b/1-1", CancellationToken.None)).Order());
        Assert.Empty(await storage.FoldersIn("a/nowhere", CancellationToken.None));
        Assert.Empty(await storage.FilesIn("a/nowhere", CancellationToken.None));
    }

    [Theory, InDirectory, InPostgres]
    public async Task Two_coordinators_may_remove_the_same_and_the_folder_goes_with_its_last_file(StorageKind kind)
    {
        var store = await stores.Create(kind);
        foreach (var file in (string[])["x", "y", "z"]) await store.Open().Put($"a/b/{file}", [1]);

        await store.Open().Remove("a/b", ["x"], CancellationToken.None);
        await store.Open().Remove("a/b", ["x", "y"], CancellationToken.None);
        Assert.Equal(["z"], await store.Open().FilesIn("a/b", CancellationToken.None));
        await store.Open().Remove("a/b", ["z"], CancellationToken.None);
        await store.Open().Remove("a/b", ["z"], CancellationToken.None);

        Assert.Empty(await store.Open().FoldersIn("a", CancellationToken.None));
        Assert.Equal(0, await store.CountEverything());
    }

    /// <summary>
    /// A folder vanishes with its last file, again and again, while another coordinator puts files into it.
    /// </summary>
    [Theory, InDirectory, InPostgres]
    public async Task What_one_coordinator_puts_stays_while_another_sweeps_beside_it(StorageKind kind)
    {
        var store = await stores.Create(kind);
        var (puts, sweeps) = (store.Open(), store.Open());
        var putting = Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                await puts.Put($"a/b/kept-{i}", [1]);
                Assert.True(await puts.Has($"a/b/kept-{i}"));
                await puts.Remove("a/b", [$"kept-{i}"], CancellationToken.None);
            }

            await puts.Put("a/b/kept", [1]);
        });

        while (!putting.IsCompleted)
        {
            await sweeps.Put("a/b/swept", [2]);
            await sweeps.Remove("a/b", ["swept"], CancellationToken.None);
        }

        await putting;
        Assert.Equal(["kept"], await store.Open().FilesIn("a/b", CancellationToken.None));
    }
}
