namespace Seedbed.Coordinator.Store;

using System.Buffers;
using Npgsql;
using NpgsqlTypes;
using Seedbed.Data;

/// <summary>
/// Contents as rows of a PostgreSQL database: one that says what there is, and parts of a megabyte. Both come in one
/// transaction, after the content was received and verified in a file of this machine; so a slow sender holds no
/// connection, and nothing half is ever there.
/// </summary>
/// <param name="database">With the tables of <see cref="PostgresStoreTables"/>.</param>
/// <param name="folder">On this machine, for files that are needed for a while. Created where absent.</param>
public sealed class PostgresStorage(StoreDatabase database, string folder, TimeProvider time) : IStorage
{
    /// <summary>Bytes of each part but the last.</summary>
    internal const int PartSize = 1 << 20;

    /// <summary>The length of a content if it has all its parts.</summary>
    private const string WholeLength =
        """
        SELECT size FROM store_content content
        WHERE path = $1
          AND size = (SELECT coalesce(sum(octet_length(bytes)), 0) FROM store_part WHERE path = content.path)
        """;

    private readonly Intake _intake = new(folder, time);

    public async Task<bool> Has(string path, CancellationToken cancellation) =>
        await LengthOf(path, cancellation) is not null;

    public async Task<Stream?> Open(string path, CancellationToken cancellation) =>
        await LengthOf(path, cancellation) is { } length ? new PostgresContentStream(database, path, length) : null;

    public async Task<LocalFile?> Fetch(string path, ContentHash hash, CancellationToken cancellation)
    {
        await using var content = await Open(path, cancellation);
        return content is null
            ? null
            : new(await _intake.Receive(hash, content, content.Length, isKept: false, cancellation), isCopy: true);
    }

    public async Task Put(string path, ContentHash hash, Stream content, long limit, CancellationToken cancellation)
    {
        using var received = new LocalFile(
            await _intake.Receive(hash, content, limit, isKept: false, cancellation), isCopy: true);
        await using var file = new FileStream(
            received.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await database.Ask(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                if (await Claim(connection, path, hash, file.Length, cancellation))
                    await WriteParts(connection, path, file, cancellation);
                await transaction.CommitAsync(cancellation);
                return true;
            },
            cancellation);
    }

    public Task<IReadOnlyList<string>> FilesIn(string folder, CancellationToken cancellation) =>
        NamesIn(folder, "strpos(substr(path, length($1) + 1), '/') = 0", cancellation);

    public Task<IReadOnlyList<string>> FoldersIn(string folder, CancellationToken cancellation) =>
        NamesIn(folder, "strpos(substr(path, length($1) + 1), '/') > 0", cancellation);

    public Task Remove(string folder, IReadOnlyCollection<string> files, CancellationToken cancellation) =>
        files.Count == 0
            ? Task.CompletedTask
            : database.Execute(
                "DELETE FROM store_content WHERE path = ANY($1)", [files.Select(file => $"{folder}/{file}").ToArray()],
                cancellation);

    private Task<long?> LengthOf(string path, CancellationToken cancellation) => database.Ask(
        async connection =>
        {
            await using var question = StoreDatabase.Command(connection, WholeLength, path);
            return await question.ExecuteScalarAsync(cancellation) as long?;
        },
        cancellation);

    /// <summary>
    /// Writes the row of a content, in place of one whose parts are not all there. Waits for another that is about to.
    /// </summary>
    /// <returns>False if the content is there already.</returns>
    private static async Task<bool> Claim(
        NpgsqlConnection connection, string path, ContentHash hash, long size, CancellationToken cancellation)
    {
        await using var remove = StoreDatabase.Command(
            connection,
            """
            DELETE FROM store_content content
            WHERE path = $1
              AND size <> (SELECT coalesce(sum(octet_length(bytes)), 0) FROM store_part WHERE path = content.path)
            """,
            path);
        await remove.ExecuteNonQueryAsync(cancellation);
        await using var claim = StoreDatabase.Command(
            connection,
            "INSERT INTO store_content (path, sha256, size) VALUES ($1, $2, $3) ON CONFLICT (path) DO NOTHING",
            path, hash.Hex, size);
        return await claim.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static async Task WriteParts(
        NpgsqlConnection connection, string path, FileStream file, CancellationToken cancellation)
    {
        var block = ArrayPool<byte>.Shared.Rent(PartSize);
        try
        {
            for (var part = 0; file.Position < file.Length; part++)
            {
                var count = await file.ReadAtLeastAsync(
                    block.AsMemory(0, PartSize), PartSize, throwOnEndOfStream: false, cancellation);
                await using var write = StoreDatabase.Command(
                    connection, "INSERT INTO store_part (path, part, bytes) VALUES ($1, $2, $3)", path, part);
                write.Parameters.Add(new() { Value = block.AsMemory(0, count), NpgsqlDbType = NpgsqlDbType.Bytea });
                await write.ExecuteNonQueryAsync(cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>Names right below a folder: paths are ordered by their bytes, where '0' comes after '/'.</summary>
    private Task<IReadOnlyList<string>> NamesIn(string folder, string kind, CancellationToken cancellation) =>
        database.Ask<IReadOnlyList<string>>(
            async connection =>
            {
                await using var question = StoreDatabase.Command(
                    connection,
                    $"""
                    SELECT DISTINCT split_part(substr(path, length($1) + 1), '/', 1) FROM store_content
                    WHERE path >= $1 AND path < $2 AND {kind}
                    """,
                    $"{folder}/", $"{folder}0");
                await using var rows = await question.ExecuteReaderAsync(cancellation);
                var names = new List<string>();
                while (await rows.ReadAsync(cancellation)) names.Add(rows.GetString(0));
                return names;
            },
            cancellation);
}
