namespace Seedbed.Coordinator.Tests.Store;

using System.Globalization;
using Npgsql;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit;

/// <summary>Empty stores of each kind. The PostgreSQL server starts when one first asks for it.</summary>
public sealed class TemporaryStores : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-stores-");
    private readonly TemporaryJournals _journals = new();
    private int _count;

    public async Task<StoreUnderTest> Create(StorageKind kind)
    {
        var folder = CreateFolder();
        if (kind == StorageKind.Directory) return new(folder, database: null);

        var database = await CreateDatabase();
        await PostgresStoreTables.CreateContents(new(database), CancellationToken.None);
        return new(folder, database);
    }

    public string CreateFolder() =>
        _folder.CreateSubdirectory((++_count).ToString(CultureInfo.InvariantCulture)).FullName;

    /// <summary>An empty database.</summary>
    public Task<PostgresAddress> CreateDatabase() => _journals.CreateDatabase();

    public Task InitializeAsync() => _journals.InitializeAsync();

    public async Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _journals.DisposeAsync();
    }
}

/// <summary>One place, and as many coordinators at it as a test starts.</summary>
public sealed class StoreUnderTest(string folder, PostgresAddress? database)
{
    private int _instances;

    public PostgresAddress Database => database ?? throw new InvalidOperationException("There is no database.");

    /// <summary>The storage as another coordinator's process has it.</summary>
    public IStorage Open() => database is null
        ? new DirectoryStorage(folder, TimeProvider.System)
        : new PostgresStorage(new(database), Path.Combine(folder, $"{++_instances}"), TimeProvider.System);

    /// <summary>How many files and rows there are, of whole contents or of parts.</summary>
    public async Task<long> CountEverything()
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length;
        return files + (database is null
            ? 0
            : await Query<long>("SELECT (SELECT count(*) FROM store_content) + (SELECT count(*) FROM store_part)"));
    }

    public async Task<T> Query<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionStringOf("test", 1));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<object> Execute(string sql) => Query<object>($"{sql}; SELECT 1");
}
