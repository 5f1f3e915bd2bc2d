namespace Seedbed.Coordinator.Journal;

using System.Data.Common;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence.Sql;
using Akka.Persistence.Sql.Config;
using LinqToDB;

/// <summary>
/// Events in one SQLite file, snapshots in another. A commit is on the disk when it is acknowledged (<c>synchronous =
/// FULL</c>); there is one writer, because SQLite has one write lock and two writers would only wait for each other.
/// Events carry no tags: a tagged event is eight times as slow.
/// </summary>
internal static class SqliteJournal
{
    private const string Provider = "SQLite.MS";

    /// <summary>Milliseconds to wait for the write lock, which only a backup ever holds beside us.</summary>
    private const int BusyTimeout = 10_000;

    internal static Config Hocon { get; } = ConfigurationFactory.ParseString($$"""
        akka.persistence {
          journal {
            plugin = "{{JournalSettings.Journal}}"
            sql {
              provider-name = "{{Provider}}"
              parallelism = 1
            }
          }
          snapshot-store {
            plugin = "{{JournalSettings.Snapshots}}"
            sql {
              provider-name = "{{Provider}}"
            }
          }
          query.journal.sql {
            provider-name = "{{Provider}}"
            write-plugin = "{{JournalSettings.Journal}}"
          }
        }
        """).WithFallback(SqlPersistence.DefaultConfiguration);

    internal static Setup Setup(JournalFiles files)
    {
        var options = new MultiDataOptionsSetup();
        options.AddDataOptions(JournalSettings.Journal, Options(files.Events));
        options.AddDataOptions(JournalSettings.Query, Options(files.Events));
        options.AddDataOptions(JournalSettings.Snapshots, Options(files.Snapshots));
        return options;
    }

    /// <summary>How the file at a path is opened, each time.</summary>
    internal static DataOptions Options(string path) => new DataOptions()
        .UseConnectionString(Provider, JournalFiles.ConnectionString(path))
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
