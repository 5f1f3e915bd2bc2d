namespace Seedbed.Coordinator.Tests.Journal;

using System.Collections.Concurrent;
using Npgsql;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit;

/// <summary>Who may act on a database, with a real server in between.</summary>
public sealed class PostgresClaimTests
{
    private readonly ConcurrentQueue<string> _said = new();

    [PostgresFact]
    public async Task One_has_it_and_the_next_waits_for_its_release_and_says_for_whom()
    {
        await using var server = await PostgresServer.Start();
        var first = await Take(server, "first");

        var second = Take(server, "second");
        while (_said.IsEmpty) await Task.Delay(20);
        Assert.False(second.IsCompleted);
        Assert.Contains("held by first ", Assert.Single(_said), StringComparison.Ordinal);

        await first.DisposeAsync();
        await (await second).DisposeAsync();
        Assert.False(first.Lost.IsCompleted);
    }

    [PostgresFact]
    public async Task Who_is_silent_loses_it_and_whatever_it_had_begun()
    {
        await using var server = await PostgresServer.Start();
        await server.Execute("CREATE TABLE notes (number int PRIMARY KEY)");
        await using var frozen = await ClaimSession.Open(Address(server, "frozen"), CancellationToken.None);
        Assert.True(await frozen.TryTake(CancellationToken.None));
        await using var writing = new NpgsqlConnection($"{Address(server, "frozen").ConnectionString};Pooling=false");
        await writing.OpenAsync();
        await using var begun = await writing.BeginTransactionAsync();
        await Execute(writing, "INSERT INTO notes VALUES (1)");

        await using var next = await Take(server, "next");

        await server.Execute("INSERT INTO notes VALUES (1)"); // which would wait for the frozen one's end
        await Assert.ThrowsAnyAsync<Exception>(() => begun.CommitAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => frozen.Beat(CancellationToken.None));
    }

    [PostgresFact]
    public async Task A_holder_whose_session_broke_takes_it_again_unless_another_one_has_it()
    {
        await using var server = await PostgresServer.Start();
        await using var first = await Take(server, "first");
        await using var watching = await ClaimSession.Open(Address(server, "watching"), CancellationToken.None);
        var broken = (await Holder(watching))!.Process;

        await watching.End(broken, CancellationToken.None);
        while (await Holder(watching) is not { } again || again.Process == broken) await Task.Delay(20);
        Assert.False(first.Lost.IsCompleted);

        var second = Take(server, "second");
        while (!first.Lost.IsCompleted)
        {
            if (await Holder(watching) is { Name: var name, Process: var process }
                && name.StartsWith("first", StringComparison.Ordinal))
                await watching.End(process, CancellationToken.None);
            await Task.Delay(50);
        }

        Assert.StartsWith("second", await first.Lost, StringComparison.Ordinal);
        await (await second).DisposeAsync();
    }

    [PostgresFact]
    public async Task While_the_server_is_away_it_is_neither_lost_nor_granted()
    {
        await using var server = await PostgresServer.Start();
        await using var first = await Take(server, "first");

        await server.Down("immediate");
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Take(server, "second", impatient.Token));
        Assert.False(first.Lost.IsCompleted);
        await server.Up();

        await using var watching = await ClaimSession.Open(Address(server, "watching"), CancellationToken.None);
        while (await Holder(watching) is null) await Task.Delay(20);
        Assert.StartsWith("first", (await Holder(watching))!.Name, StringComparison.Ordinal);
        Assert.False(first.Lost.IsCompleted);
    }

    private Task<PostgresClaim> Take(PostgresServer server, string name, CancellationToken cancellation = default) =>
        PostgresClaim.Take(Address(server, name), _said.Enqueue, TimeProvider.System, cancellation);

    private static Task<ClaimSession.LockHolder?> Holder(ClaimSession session) =>
        session.Holder(CancellationToken.None);

    private static PostgresAddress Address(PostgresServer server, string name) =>
        TemporaryJournals.Address($"{server.ConnectionString()};Application Name={name}");

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
