namespace Seedbed.Coordinator.Tests.Store;

using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit;

/// <summary>Coordinators of one journal have one store, or do not start.</summary>
public sealed class StoreOpeningTests(TemporaryStores stores) : IClassFixture<TemporaryStores>
{
    [PostgresFact]
    public async Task A_second_coordinator_with_a_directory_of_its_own_is_refused_and_told_whose_is_expected()
    {
        var journal = await stores.CreateDatabase();
        var (first, second) = (stores.CreateFolder(), stores.CreateFolder());
        await Open(new StorePlace.InState(), journal, state: first);

        var refusal = await Assert.ThrowsAsync<StoreUnusableException>(
            () => Open(new StorePlace.InState(), journal, state: second));

        Assert.Contains($"The store in {second} on here", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"first used in {first} on here", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--store", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(journal.ToString(), refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Three_coordinators_that_start_at_once_agree_on_the_store_that_they_share()
    {
        var journal = await stores.CreateDatabase();
        var shared = stores.CreateFolder();
        var elsewhere = Path.Combine(stores.CreateFolder(), "mount");
        Directory.CreateSymbolicLink(elsewhere, shared);

        var storages = await Task.WhenAll(((string[])[shared, elsewhere, shared]).Select(
            path => Task.Run(() => Open(new StorePlace.Shared(path), journal))));

        await storages[0].Put("ab/cd", [7]);
        foreach (var storage in storages) Assert.Equal([7], await storage.Read("ab/cd"));
        Assert.Equal([StoreId.FileName], Directory.GetFiles(shared).Select(Path.GetFileName));
    }

    [PostgresFact]
    public async Task Three_coordinators_that_start_at_once_make_the_tables_of_a_store_in_the_journal_once()
    {
        var journal = await stores.CreateDatabase();

        var storages = await Task.WhenAll(Enumerable.Range(0, 3).Select(
            _ => Task.Run(() => Open(new StorePlace.InJournal(), journal))));

        await storages[0].Put("ab/cd", [7]);
        foreach (var storage in storages) Assert.Equal([7], await storage.Read("ab/cd"));
    }

    [PostgresFact]
    public async Task Of_two_coordinators_that_start_at_once_with_different_stores_one_is_refused()
    {
        var journal = await stores.CreateDatabase();
        StorePlace[] places = [new StorePlace.InJournal(), new StorePlace.Shared(stores.CreateFolder())];

        var starts = await Task.WhenAll(places.Select(place => Task.Run(() => Refusal(place, journal))));

        Assert.Single(starts, refusal => refusal is null);
        Assert.Single(starts, refusal => refusal is StoreUnusableException);
    }

    [PostgresFact]
    public async Task A_directory_that_was_restored_elsewhere_is_known_again()
    {
        var journal = await stores.CreateDatabase();
        var (lost, restored) = (stores.CreateFolder(), stores.CreateFolder());
        await Open(new StorePlace.Shared(lost), journal);
        foreach (var file in Directory.GetFiles(lost)) File.Copy(file, Path.Combine(restored, Path.GetFileName(file)));

        Assert.Null(await Refusal(new StorePlace.Shared(restored), journal));
    }

    [PostgresFact]
    public async Task A_user_who_may_not_make_the_tables_is_told_how_to_be_allowed()
    {
        await using var server = await PostgresServer.Start();
        await server.Execute("CREATE USER guest PASSWORD 'Gast789'");
        await server.Create("foreign_house");
        var journal = TemporaryJournals.Address(server.ConnectionString("foreign_house", "guest", "Gast789"));

        var refusal = await Refusal(new StorePlace.InJournal(), journal);

        Assert.IsType<StoreUnusableException>(refusal);
        Assert.Contains(
            "ALTER DATABASE \"foreign_house\" OWNER TO \"guest\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_journal_in_files_the_store_needs_no_name_of_its_own()
    {
        var folder = stores.CreateFolder();

        await Open(new StorePlace.InState(), journal: null, state: folder);

        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(stores.CreateFolder(), "file");
        await File.WriteAllTextAsync(file, "in the way");

        var refusal = await Refusal(new StorePlace.Shared(Path.Combine(file, "store")), journal: null);

        Assert.IsType<StoreUnusableException>(refusal);
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    private async Task<Exception?> Refusal(StorePlace place, PostgresAddress? journal) =>
        await Record.ExceptionAsync(() => Open(place, journal));

    private Task<IStorage> Open(StorePlace place, PostgresAddress? journal, string? state = null) =>
        new StoreOpening(state ?? stores.CreateFolder(), stores.CreateFolder(), "here", TimeProvider.System)
            .Open(place, journal, CancellationToken.None);
}
