namespace Seedbed.Coordinator.Store;

using Npgsql;

/// <summary>
/// What the store keeps in a database: which store belongs to the journal there, and the contents, if they lie there,
/// too. Made by the first coordinator that starts; several may start at once.
/// </summary>
internal static class PostgresStoreTables
{
    /// <summary>
    /// Held while tables are made. Any number does that nothing else in the database takes; this one is "seedbed" in
    /// ASCII.
    /// </summary>
    private const long Making = 0x73656564626564;

    /// <summary>Floats do not compress: <c>EXTERNAL</c> saves the attempt.</summary>
    private const string Contents =
        """
        CREATE TABLE store_content (
          path text COLLATE "C" PRIMARY KEY,
          sha256 text NOT NULL,
          size bigint NOT NULL);
        CREATE TABLE store_part (
          path text COLLATE "C" REFERENCES store_content ON DELETE CASCADE,
          part int,
          bytes bytea NOT NULL,
          PRIMARY KEY (path, part));
        ALTER TABLE store_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
        """;

    /// <summary>One row at most.</summary>
    private const string Identity =
        """
        CREATE TABLE store_identity (
          is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
          id text NOT NULL,
          place text NOT NULL)
        """;

    /// <summary>Makes the tables of contents where they are absent.</summary>
    internal static Task CreateContents(StoreDatabase database, CancellationToken cancellation) => Alone(
        database,
        async connection =>
        {
            await CreateWhereAbsent(connection, "store_part", Contents, cancellation);
            return true;
        },
        cancellation);

    /// <summary>Notes this store as the one that belongs to the journal, unless one is.</summary>
    /// <param name="place">Where it is, for people.</param>
    /// <returns>The one that does.</returns>
    internal static Task<(string Id, string Place)> Claim(
        StoreDatabase database, string id, string place, CancellationToken cancellation) => Alone(
        database,
        async connection =>
        {
            await CreateWhereAbsent(connection, "store_identity", Identity, cancellation);
            await using var claim = StoreDatabase.Command(
                connection, "INSERT INTO store_identity (id, place) VALUES ($1, $2) ON CONFLICT DO NOTHING", id, place);
            await claim.ExecuteNonQueryAsync(cancellation);
            await using var question = StoreDatabase.Command(connection, "SELECT id, place FROM store_identity");
            await using var row = await question.ExecuteReaderAsync(cancellation);
            await row.ReadAsync(cancellation);
            return (row.GetString(0), row.GetString(1));
        },
        cancellation);

    /// <summary>In one transaction that no other coordinator's runs beside.</summary>
    private static Task<T> Alone<T>(
        StoreDatabase database, Func<NpgsqlConnection, Task<T>> change, CancellationToken cancellation) => database.Ask(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var alone = StoreDatabase.Command(connection, "SELECT pg_advisory_xact_lock($1)", Making);
            await alone.ExecuteNonQueryAsync(cancellation);
            var answer = await change(connection);
            await transaction.CommitAsync(cancellation);
            return answer;
        },
        cancellation);

    /// <summary>A user who may not create is no mistake where there is nothing to create.</summary>
    private static async Task CreateWhereAbsent(
        NpgsqlConnection connection, string table, string sql, CancellationToken cancellation)
    {
        await using var question = StoreDatabase.Command(connection, "SELECT to_regclass($1) IS NULL", table);
        if (await question.ExecuteScalarAsync(cancellation) is not true) return;

        await using var create = new NpgsqlCommand(sql, connection);
        await create.ExecuteNonQueryAsync(cancellation);
    }
}
