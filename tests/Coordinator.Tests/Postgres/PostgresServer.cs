namespace Seedbed.Coordinator.Tests.Postgres;

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

/// <summary>
/// A PostgreSQL server of its own: a new cluster in a temporary folder, on a free port of the loopback address or on an
/// address of another machine. Asks for passwords as servers do. Gone after disposal.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "seedbed";
    public const string Password = "Geheim123";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-pg-");
    private readonly int _port = FreePort();

    private readonly string _address;
    private readonly string[] _prefix;

    private PostgresServer(string address, string[] prefix) => (_address, _prefix) = (address, prefix);

    private string Cluster => Path.Combine(_folder.FullName, "cluster");

    /// <param name="address">Where it listens; others of the same network may come.</param>
    /// <param name="prefix">What stands before its command, to run it on another machine.</param>
    public static async Task<PostgresServer> Start(string address = "127.0.0.1", params string[] prefix)
    {
        var server = new PostgresServer(address, prefix);
        var password = Path.Combine(server._folder.FullName, "password");
        await File.WriteAllTextAsync(password, Password);
        await PostgresBinaries.Own(password);
        await PostgresBinaries.Own(server._folder.FullName);
        await PostgresBinaries.Run(
            "initdb", "--pgdata", server.Cluster, "--username", User, "--pwfile", password,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync");
        await File.AppendAllTextAsync(
            Path.Combine(server.Cluster, "pg_hba.conf"), "host all all samenet scram-sha-256\n");
        await server.Up();
        return server;
    }

    /// <summary>How to reach a database of it.</summary>
    public string ConnectionString(string database = "postgres", string user = User, string password = Password) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host={_address};Port={_port};Database={database};Username={user};Password={password}");

    /// <summary>Makes an empty database.</summary>
    /// <returns>How to reach it.</returns>
    public async Task<string> Create(string database)
    {
        await Execute($"CREATE DATABASE {database}");
        return ConnectionString(database);
    }

    public async Task Execute(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public Task Up() => PostgresBinaries.RunAfter(
        _prefix, "pg_ctl", "start", "--wait", "--pgdata", Cluster, "--log", Path.Combine(_folder.FullName, "log"),
        "--options", $"-p {_port} -h {_address} -k {_folder.FullName} -c fsync=off");

    /// <param name="mode">How: <c>fast</c> ends every connection in good order, <c>immediate</c> is a crash.</param>
    public Task Down(string mode) =>
        PostgresBinaries.Run("pg_ctl", "stop", "--wait", "--pgdata", Cluster, "--mode", mode);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(Cluster, "postmaster.pid"))) await Down("immediate");
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
