namespace Seedbed.Coordinator.Store;

using Npgsql;
using Seedbed.Coordinator.Journal;

/// <summary>
/// The database as the store asks it: over connections of its own, few enough that large contents never keep the
/// journal waiting for one.
/// </summary>
public sealed class StoreDatabase(PostgresAddress address)
{
    private const int Connections = 16;

    private readonly string _connection = address.ConnectionStringOf("seedbed-store", Connections);

    /// <summary>For people; holds no secret.</summary>
    public string Name => address.ToString();

    /// <exception cref="StoreUnavailableException">
    /// The server cannot be reached, or not answer now.
    /// </exception>
    /// <exception cref="StoreFullException">The server's disk is full.</exception>
    internal async Task<T> Ask<T>(Func<NpgsqlConnection, Task<T>> question, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(_connection);
            await connection.OpenAsync(cancellation);
            return await question(connection);
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.DiskFull)
        {
            throw new StoreFullException($"The disk of the {Name} is full: {full.MessageText}", full);
        }
        catch (NpgsqlException failed) when (failed.IsTransient)
        {
            throw new StoreUnavailableException(
                $"The store in the {Name} cannot be reached: {failed.Message}.", failed);
        }
    }

    internal Task Execute(string sql, object[] values, CancellationToken cancellation) => Ask(
        async connection =>
        {
            await using var command = Command(connection, sql, values);
            return await command.ExecuteNonQueryAsync(cancellation);
        },
        cancellation);

    /// <param name="values">Of <c>$1</c>, <c>$2</c>, …</param>
    internal static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
