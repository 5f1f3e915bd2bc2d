namespace Seedbed.Coordinator.Tests.Journal;

using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit;

/// <summary>What people are told of a PostgreSQL server that cannot be used.</summary>
public sealed class PostgresJournalTests(TemporaryJournals journals) : IClassFixture<TemporaryJournals>
{
    [PostgresFact]
    public async Task A_database_that_does_not_exist_is_named_with_the_command_that_makes_it()
    {
        var server = await journals.Server();

        var refusal = await Refusal(server.ConnectionString("nowhere"));

        Assert.Contains("'nowhere'", refusal, StringComparison.Ordinal);
        Assert.Contains("createdb --owner=seedbed nowhere", refusal, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_wrong_password_is_called_so_and_not_shown()
    {
        var server = await journals.Server();

        var refusal = await Refusal(server.ConnectionString(password: "Falsch456"));

        Assert.Contains("refuses the password of user 'seedbed'", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("Falsch456", refusal, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_user_who_may_not_make_tables_is_told_how_to_be_allowed()
    {
        var server = await journals.Server();
        await server.Execute("CREATE USER guest PASSWORD 'Gast789'");
        await server.Create("foreign_house");

        var refusal = await Refusal(server.ConnectionString("foreign_house", "guest", "Gast789"));

        Assert.Contains("user 'guest' may not create its tables", refusal, StringComparison.Ordinal);
        Assert.Contains("ALTER DATABASE \"foreign_house\" OWNER TO \"guest\"", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_waited_for_and_named_in_the_end()
    {
        List<string> said = [];
        var nobody = TemporaryJournals.Address("Host=127.0.0.1;Port=1;Database=grid;Username=anna");
        var journal = new PostgresJournal(nobody, TimeProvider.System, patience: TimeSpan.Zero);

        var refusal = await Assert.ThrowsAsync<JournalUnusableException>(
            () => journal.Prepare(said.Add, CancellationToken.None));

        Assert.Contains("127.0.0.1:1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("no server answers there", refusal.Message, StringComparison.Ordinal);
        var problem = await ((IJournal)journal).Problem(CancellationToken.None);
        Assert.Contains("127.0.0.1:1", problem, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_server_that_comes_up_late_is_waited_for()
    {
        await using var server = await PostgresServer.Start();
        var address = TemporaryJournals.Address(await server.Create("grid"));
        var journal = new PostgresJournal(address, TimeProvider.System, PostgresJournal.Patience);
        await server.Down("fast");
        var waits = new TaskCompletionSource<string>();

        var preparing = journal.Prepare(waits.SetResult, CancellationToken.None);
        var said = await waits.Task;
        await server.Up();
        await preparing;

        Assert.StartsWith(
            "Waiting up to 60 s for PostgreSQL database 'grid' at 127.0.0.1:", said, StringComparison.Ordinal);
    }

    private static async Task<string> Refusal(string address)
    {
        var journal = new PostgresJournal(
            TemporaryJournals.Address(address), TimeProvider.System, PostgresJournal.Patience);
        var refusal = await Assert.ThrowsAsync<JournalUnusableException>(
            () => journal.Prepare(Assert.Fail, CancellationToken.None));
        return refusal.Message;
    }
}
