namespace Seedbed.Coordinator.Journal;

using LinqToDB;
using Npgsql;
using Seedbed.Messages;

/// <summary>
/// Events and snapshots in one PostgreSQL database. A commit is on the server's disk when it is acknowledged, unless
/// the server was told otherwise. The tables are made when the first coordinator starts.
/// </summary>
/// <param name="patience">How long a server may take to come up when the coordinator starts.</param>
public sealed class PostgresJournal(PostgresAddress address, TimeProvider time, TimeSpan patience) : IJournal
{
    /// <summary>A machine's services start together, in any order.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly BackOff Pauses = new(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(5));

    public string Name => address.ToString();

    public string Provider => ProviderName.PostgreSQL15;

    public int Writers => 3;

    public DataOptions Events { get; } =
        new DataOptions().UseConnectionString(ProviderName.PostgreSQL15, address.ConnectionString);

    public DataOptions Snapshots => Events;

    public async Task Prepare(Action<string> say, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        for (var failures = 1; await Refusal(cancellation) is var (refusal, cause); failures++)
        {
            if (!refusal.MayPass) throw new JournalUnusableException(Name, refusal.Reason, cause);
            if (time.GetElapsedTime(began) > patience)
                throw new JournalUnusableException(
                    Name, $"{refusal.Reason} Waited for {patience.TotalSeconds:0} s.", cause);

            if (failures == 1) say($"Waiting up to {patience.TotalSeconds:0} s for {Name}: {refusal.Reason}");
            await Task.Delay(Pauses.After(failures), time, cancellation);
        }
    }

    public async Task<IJournalClaim> Claim(Action<string> say, CancellationToken cancellation) =>
        await PostgresClaim.Take(address, say, time, cancellation);

    /// <returns>Null once the tables are there or can be made.</returns>
    private async Task<(PostgresRefusal Refusal, Exception? Cause)?> Refusal(CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync(cancellation);
            await using var rights = new NpgsqlCommand(
                """
                SELECT current_schema() IS NULL,
                       to_regclass('journal') IS NULL AND NOT has_schema_privilege(current_schema(), 'CREATE')
                """,
                connection);
            await using var row = await rights.ExecuteReaderAsync(cancellation);
            await row.ReadAsync(cancellation);
            if (row.GetBoolean(0))
                return (PostgresRefusal.NoRights(address, "no schema of its search path exists"), null);
            return row.GetBoolean(1)
                ? (PostgresRefusal.NoRights(address, "no right to create in the schema"), null)
                : null;
        }
        catch (Exception failed) when (failed is NpgsqlException or TimeoutException)
        {
            return (PostgresRefusal.Of(failed, address), failed);
        }
    }
}
