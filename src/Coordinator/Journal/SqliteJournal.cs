namespace Seedbed.Coordinator.Journal;

using System.Data.Common;
using LinqToDB;

/// <summary>
/// Events in one SQLite file, snapshots in another. A commit is on the disk when it is acknowledged (<c>synchronous =
/// FULL</c>); there is one writer, because SQLite has one write lock and two writers would only wait for each other.
/// </summary>
public sealed class SqliteJournal(JournalFiles files) : IJournal
{
    /// <summary>Milliseconds to wait for the write lock, which only a backup ever holds beside us.</summary>
    private const int BusyTimeout = 10_000;

    public string Name => files.Events;

    public string Provider => ProviderName.SQLiteMS;

    public int Writers => 1;

    public DataOptions Events => Options(files.Events);

    public DataOptions Snapshots => Options(files.Snapshots);

    public Task Prepare(Action<string> say, CancellationToken cancellation)
    {
        files.Prepare();
        return Task.CompletedTask;
    }

    public Task<IJournalClaim> Claim(Action<string> say, CancellationToken cancellation) =>
        Task.FromResult<IJournalClaim>(new UnrivalledClaim());

    /// <summary>How the file at a path is opened, each time.</summary>
    private static DataOptions Options(string path) => new DataOptions()
        .UseConnectionString(ProviderName.SQLiteMS, JournalFiles.ConnectionString(path))
        .UseAfterConnectionOpened(Settle, (connection, _) =>
        {
            Settle(connection);
            return Task.CompletedTask;
        });

    private static void Settle(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {BusyTimeout};";
        command.ExecuteNonQuery();
    }
}
