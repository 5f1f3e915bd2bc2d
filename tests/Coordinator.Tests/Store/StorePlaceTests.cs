namespace Seedbed.Coordinator.Tests.Store;

using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit;

public sealed class StorePlaceTests
{
    private const string Database = "Host=db.example.org;Database=grid;Username=anna";

    [Theory]
    [InlineData(null, null, 1)]
    [InlineData(null, Database, 1)]
    [InlineData("/mnt/share", null, 1)]
    [InlineData("/mnt/share", Database, 3)]
    [InlineData("./postgres", null, 1)]
    [InlineData("postgres", Database, 3)]
    public void A_store_that_all_coordinators_reach_is_no_mistake(string? store, string? journal, int coordinators) =>
        Assert.Null(Mistake(store, journal, coordinators));

    [Theory]
    [InlineData("postgres", null, 1, "--store postgres: the journal is in SQLite files. Name its database")]
    [InlineData(null, Database, 2, "--store is missing: each of 2 coordinators would keep a store of its own")]
    public void A_store_that_they_do_not_is_a_mistake_that_says_what_to_do(
        string? store, string? journal, int coordinators, string beginning) =>
        Assert.StartsWith(beginning, Mistake(store, journal, coordinators), StringComparison.Ordinal);

    [Fact]
    public void A_directory_is_meant_from_where_the_coordinator_is_started() =>
        Assert.Equal(new StorePlace.Shared(Path.GetFullPath("share")), StorePlace.Parse("share"));

    private static string? Mistake(string? store, string? journal, int coordinators) => StorePlace.Parse(store).Mistake(
        journal is null ? null : TemporaryJournals.Address(journal), coordinators);
}
