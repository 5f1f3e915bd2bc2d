namespace Seedbed.Coordinator.Journal;

using Akka.Actor.Setup;
using Akka.Configuration;

/// <summary>
/// Where events and snapshots are kept, as Akka.Persistence wants it. One of these for each kind of database:
/// <see cref="Sqlite"/> for a single coordinator.
/// </summary>
/// <param name="Hocon">Plugins and their settings.</param>
/// <param name="Setup">
/// What cannot be said in HOCON: where the files are, and what is run on each new connection.
/// </param>
public sealed record JournalSettings(Config Hocon, Setup Setup)
{
    internal const string Journal = "akka.persistence.journal.sql";
    internal const string Snapshots = "akka.persistence.snapshot-store.sql";

    /// <summary>Plugin that <see cref="CurveQuery"/> reads events through.</summary>
    internal const string Query = "akka.persistence.query.journal.sql";

    public static JournalSettings Sqlite(JournalFiles files) => new(SqliteJournal.Hocon, SqliteJournal.Setup(files));
}
