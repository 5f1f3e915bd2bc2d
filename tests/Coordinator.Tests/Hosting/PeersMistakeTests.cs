namespace Seedbed.Coordinator.Tests.Hosting;

using Seedbed.Coordinator.Hosting;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Tests.Postgres;
using Seedbed.Messages.Cluster;
using Xunit;

/// <summary>What an operator is told of a list of coordinators that cannot be.</summary>
public sealed class PeersMistakeTests
{
    [Fact]
    public void A_single_coordinator_and_three_that_know_each_other_are_right()
    {
        Assert.Null(Mistake());
        Assert.Null(Mistake("a", "b", "c"));
        Assert.Null(Mistake("c", "b", "a"));
    }

    [Theory]
    [InlineData("1 of 1 would be a majority", "a")]
    [InlineData("2 of 2 would be a majority", "a", "b")]
    [InlineData("akka.tcp://seedbed@b:4053 is given twice", "a", "b", "b")]
    [InlineData("this coordinator is akka.tcp://seedbed@a:4053", "b", "c", "d")]
    public void Others_are_told_what_is_wrong(string said, params string[] hosts) =>
        Assert.Contains(said, Mistake(hosts), StringComparison.Ordinal);

    [Fact]
    public void Several_need_a_database() =>
        Assert.Contains("--journal", PeersMistake.Of(Options(null, "a", "b", "c")), StringComparison.Ordinal);

    private static string? Mistake(params string[] hosts) =>
        PeersMistake.Of(Options(TemporaryJournals.Address(PostgresAddress.Example), hosts));

    private static CoordinatorOptions Options(PostgresAddress? journal, params string[] hosts) => new(
        "state", journal, new StorePlace.InJournal(), new("http://127.0.0.1:0"), Advertised: null, "a", 4053,
        [.. hosts.Select(host => CoordinatorAddress.Parse(ClusterSettings.AddressOf(host, 4053)))], Lifeline: false);
}
