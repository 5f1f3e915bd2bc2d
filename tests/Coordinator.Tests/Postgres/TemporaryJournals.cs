namespace Seedbed.Coordinator.Tests.Postgres;

using System.Globalization;
using Microsoft.Data.Sqlite;
using Seedbed.Coordinator.Journal;
using Xunit;

/// <summary>Empty journals of each kind, prepared. The PostgreSQL server starts when one first asks for it.</summary>
public sealed class TemporaryJournals : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seedbed-journals-");
    private PostgresServer? _server;
    private int _count;

    public async Task<IJournal> Create(JournalKind kind)
    {
        IJournal journal = kind == JournalKind.Sqlite
            ? new SqliteJournal(JournalFiles.In(_directory.CreateSubdirectory(NextName()).FullName))
            : new PostgresJournal(await CreateDatabase(), TimeProvider.System, PostgresJournal.Patience);
        await journal.Prepare(_ => { }, CancellationToken.None);
        return journal;
    }

    /// <summary>An empty database.</summary>
    public async Task<PostgresAddress> CreateDatabase() => Address(await (await Server()).Create(NextName()));

    internal async Task<PostgresServer> Server() => _server ??= await PostgresServer.Start();

    internal static PostgresAddress Address(string text) =>
        PostgresAddress.TryParse(text, out var address, out var mistake)
            ? address
            : throw new ArgumentException(mistake, nameof(text));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
        if (_server is not null) await _server.DisposeAsync();
    }

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"journal{++_count}");
}
