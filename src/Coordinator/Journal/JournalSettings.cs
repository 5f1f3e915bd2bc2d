namespace Seedbed.Coordinator.Journal;

using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence.Sql;
using Akka.Persistence.Sql.Config;

/// <summary>
/// A journal as Akka.Persistence wants it. Events carry no tags: a tagged event is eight times as slow. A journal that
/// failed often is left alone for a few seconds only: the actors that stopped meanwhile wait for it.
/// </summary>
/// <param name="Hocon">Plugins and their settings.</param>
/// <param name="Setup">What cannot be said in HOCON, or should not stand in it: how connections are opened.</param>
public sealed record JournalSettings(Config Hocon, Setup Setup)
{
    /// <summary>Plugin that <see cref="CurveQuery"/> reads events through.</summary>
    internal const string Query = "akka.persistence.query.journal.sql";

    private const string Journal = "akka.persistence.journal.sql";
    private const string Snapshots = "akka.persistence.snapshot-store.sql";

    public static JournalSettings Of(IJournal journal)
    {
        var options = new MultiDataOptionsSetup();
        options.AddDataOptions(Journal, journal.Events);
        options.AddDataOptions(Query, journal.Events);
        options.AddDataOptions(Snapshots, journal.Snapshots);
        return new(HoconOf(journal.Provider, journal.Writers), options);
    }

    private static Config HoconOf(string provider, int writers) => ConfigurationFactory.ParseString($$"""
        akka.persistence {
          journal {
            plugin = "{{Journal}}"
            sql {
              provider-name = "{{provider}}"
              parallelism = {{writers}}
              circuit-breaker.reset-timeout = 3s
            }
          }
          snapshot-store {
            plugin = "{{Snapshots}}"
            sql {
              provider-name = "{{provider}}"
              circuit-breaker.reset-timeout = 3s
            }
          }
          query.journal.sql {
            provider-name = "{{provider}}"
            write-plugin = "{{Journal}}"
          }
        }
        """).WithFallback(SqlPersistence.DefaultConfiguration);
}
