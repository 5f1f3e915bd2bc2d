namespace Seedbed.Coordinator.Journal;

using Microsoft.Data.Sqlite;

/// <summary>The two SQLite files of a coordinator: events, and the snapshots that shorten their replay.</summary>
/// <param name="Events">Path of the journal.</param>
/// <param name="Snapshots">Path of the snapshots: apart, so that writing one never holds up an event.</param>
public sealed record JournalFiles(string Events, string Snapshots)
{
    public static JournalFiles In(string directory) =>
        new(Path.Combine(directory, "journal.db"), Path.Combine(directory, "snapshots.db"));

    /// <summary>
    /// Creates the files where absent and switches them to write-ahead logging, which stays in force.
    /// </summary>
    /// <exception cref="JournalUnusableException">
    /// A file cannot be opened or written; the message says which and why.
    /// </exception>
    public void Prepare()
    {
        foreach (var path in (string[])[Events, Snapshots])
        {
            try
            {
                using var connection = new SqliteConnection(ConnectionString(path));
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode = WAL;";
                if (command.ExecuteScalar() is not "wal")
                    throw new JournalUnusableException(
                        path, "write-ahead logging is not possible there (is it a network file system?)");
            }
            catch (SqliteException refused)
            {
                throw new JournalUnusableException(path, refused.Message, refused);
            }
        }
    }

    internal static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path }.ToString();
}
