namespace Seedbed.Coordinator.Store;

using Seedbed.Coordinator.Journal;

/// <summary>Where a coordinator keeps the store: data, results and checkpoints.</summary>
public abstract record StorePlace
{
    private const string PostgresWord = "postgres";

    private StorePlace() { }

    /// <summary>A directory in the state directory: of one coordinator alone.</summary>
    public sealed record InState : StorePlace;

    /// <summary>A directory of its own, which several coordinators may share.</summary>
    /// <param name="Path">Absolute.</param>
    public sealed record Shared(string Path) : StorePlace;

    /// <summary>The database of the journal.</summary>
    public sealed record InJournal : StorePlace;

    /// <param name="text">What the option <c>--store</c> says; null if it is absent.</param>
    public static StorePlace Parse(string? text) => text switch
    {
        null => new InState(),
        PostgresWord => new InJournal(),
        _ => new Shared(Path.GetFullPath(text)),
    };

    /// <summary>Why coordinators cannot keep their store here; null if they can.</summary>
    /// <param name="journal">The database of their journal; null if it is in files.</param>
    /// <param name="coordinators">How many there are.</param>
    public string? Mistake(PostgresAddress? journal, int coordinators) => this switch
    {
        InJournal when journal is null =>
            $"--store {PostgresWord}: the journal is in SQLite files. Name its database with --journal, or keep the "
            + $"store in a directory (one called '{PostgresWord}' is written ./{PostgresWord})",
        InState when coordinators > 1 =>
            $"--store is missing: each of {coordinators} coordinators would keep a store of its own in its --state, "
            + $"and miss what the others have. Name a directory that all of them share, or '{PostgresWord}' for the "
            + "journal's database",
        _ => null,
    };
}
