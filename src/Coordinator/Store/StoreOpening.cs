namespace Seedbed.Coordinator.Store;

using Npgsql;
using Seedbed.Coordinator.Journal;

/// <summary>
/// Opens the store of a coordinator that starts, and makes sure that it is the one that belongs to the journal.
/// </summary>
/// <param name="state">Where the store lies if it is in the state directory.</param>
/// <param name="copies">Where contents of a database lie on this machine for a while.</param>
/// <param name="host">This machine, for people.</param>
public sealed class StoreOpening(string state, string copies, string host, TimeProvider time)
{
    private const string IdInDatabase = "postgres";

    /// <param name="journal">The journal's database, prepared; null if the journal is in files.</param>
    /// <exception cref="StoreUnusableException">It cannot be used, or belongs to another journal.</exception>
    public async Task<IStorage> Open(StorePlace place, PostgresAddress? journal, CancellationToken cancellation)
    {
        if (place.Mistake(journal, coordinators: 1) is { } mistake) throw new StoreUnusableException($"{mistake}.");

        return (place, journal) switch
        {
            (StorePlace.InJournal, { } address) => await InDatabase(address, cancellation),
            (StorePlace.Shared(var path), _) => await InDirectory(path, journal, cancellation),
            _ => await InDirectory(state, journal, cancellation),
        };
    }

    private Task<IStorage> InDatabase(PostgresAddress address, CancellationToken cancellation) =>
        Try($"The store in the {address}", address, async () =>
        {
            var database = new StoreDatabase(address);
            await RequireSame(database, IdInDatabase, "this database", cancellation);
            await PostgresStoreTables.CreateContents(database, cancellation);
            return new PostgresStorage(database, copies, time);
        });

    private Task<IStorage> InDirectory(string path, PostgresAddress? journal, CancellationToken cancellation) =>
        Try($"The store directory {path}", journal, async () =>
        {
            var storage = new DirectoryStorage(path, time);
            if (journal is not null)
                await RequireSame(new(journal), StoreId.Of(path), $"{path} on {host}", cancellation);
            return storage;
        });

    private static async Task RequireSame(
        StoreDatabase journal, string id, string place, CancellationToken cancellation)
    {
        var (expected, first) = await PostgresStoreTables.Claim(journal, id, place, cancellation);
        if (id == expected) return;

        throw new StoreUnusableException(
            $"The store in {place} is not the one that belongs to the journal in the {journal.Name}: that one was "
            + $"first used in {first}. Coordinators of one journal need one store, or each misses what the others "
            + "have. Is this a local directory, or another share than the others have mounted? Name the right one "
            + $"with --store. A directory that was moved or restored keeps its file {StoreId.FileName}. If the store "
            + "is lost for good, 'DELETE FROM store_identity' in that database lets this one take its place.");
    }

    private static async Task<IStorage> Try(string what, PostgresAddress? address, Func<Task<IStorage>> open)
    {
        try
        {
            return await open();
        }
        catch (NpgsqlException failed) when (address is not null)
        {
            throw new StoreUnusableException(
                $"{what} cannot be used: {PostgresRefusal.Of(failed, address).Reason}", failed);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnusableException($"{what} cannot be used: {failed.Message}", failed);
        }
    }
}

/// <summary>The store cannot be used, so the coordinator cannot start.</summary>
public sealed class StoreUnusableException(string message, Exception? cause = null) : Exception(message, cause);
