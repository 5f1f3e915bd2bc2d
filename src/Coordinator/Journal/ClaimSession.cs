namespace Seedbed.Coordinator.Journal;

using Npgsql;

/// <summary>
/// One connection to a PostgreSQL server, and what is asked through it about the lock that says who acts on the journal
/// in the connection's schema.
/// </summary>
internal sealed class ClaimSession : IAsyncDisposable
{
    /// <summary>Of all advisory locks in a database those of Seedbed's journals; the schema tells them apart.</summary>
    private const int Class = 0x5EEDBED;

    private const string Schema = "hashtext(current_schema()) & 2147483647";
    private const int CommandTimeout = 3; // seconds

    private readonly NpgsqlConnection _connection;

    private ClaimSession(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Who has the lock.</summary>
    /// <param name="Name">Of the process: all its sessions have it.</param>
    /// <param name="Process">Of the server, for this session.</param>
    /// <param name="Silence">Since the session last spoke, by the server's clock.</param>
    public sealed record LockHolder(string Name, int Process, TimeSpan Silence);

    public static async Task<ClaimSession> Open(PostgresAddress address, CancellationToken cancellation)
    {
        var session = new ClaimSession(new($"{address.ConnectionString};Pooling=false"));
        try
        {
            await session._connection.OpenAsync(cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <returns>Whether this session has the lock now; it keeps it until it is disposed of.</returns>
    public async Task<bool> TryTake(CancellationToken cancellation)
    {
        await using var command = Command($"SELECT pg_try_advisory_lock({Class}, {Schema})");
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    /// <returns>Null if nobody has it.</returns>
    public async Task<LockHolder?> Holder(CancellationToken cancellation)
    {
        await using var command = Command(
            $"""
            SELECT application_name, pid, extract(epoch FROM clock_timestamp() - state_change)::float8
            FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND granted AND classid = {Class} AND objid = ({Schema})::oid AND objsubid = 2
              AND datname = current_database()
            """);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new(row.GetString(0), row.GetInt32(1), TimeSpan.FromSeconds(await SilenceIn(row, cancellation)))
            : null;
    }

    /// <summary>Says something, so that the server knows that the holder lives.</summary>
    public Task Beat(CancellationToken cancellation) => Execute("SELECT 1", cancellation);

    /// <summary>Ends one session of the server.</summary>
    public Task End(int process, CancellationToken cancellation) =>
        Execute("SELECT pg_terminate_backend($1)", cancellation, new NpgsqlParameter<int> { TypedValue = process });

    /// <summary>Ends every session of a process in this database: what it had begun is rolled back.</summary>
    public Task EndSessionsOf(string name, CancellationToken cancellation) => Execute(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = $1 AND datname = current_database() AND pid <> pg_backend_pid()
        """,
        cancellation, new NpgsqlParameter<string> { TypedValue = name });

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>A session of another user's shows no time: only its own, or an administrator's, may judge it.</summary>
    private static async Task<double> SilenceIn(NpgsqlDataReader row, CancellationToken cancellation) =>
        await row.IsDBNullAsync(2, cancellation) ? 0 : row.GetDouble(2);

    private async Task Execute(string sql, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        await using var command = Command(sql);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql) => new(sql, _connection) { CommandTimeout = CommandTimeout };
}
