namespace Seedbed.Coordinator.Studies;

using System.Globalization;
using Akka.Actor;
using Akka.Persistence;
using Seedbed.Messages.Journal;
using static Seedbed.Messages.Journal.JournalSnapshot;

/// <summary>
/// How a study comes back: its events from the beginning, or a snapshot's head, its pieces and the events after it. The
/// pieces are loaded after the replay, so the events are held until then.
/// </summary>
public sealed class StudyRecovery(string persistenceId)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<StudyEvent> _held = [];
    private StudyHead? _head;
    private long _sequenceNumber;

    /// <summary>Of the events replayed so far; not while pieces are missing.</summary>
    public StudyState State { get; private set; } = StudyState.Empty;

    /// <summary>Whether pieces are missing.</summary>
    public bool IsLoading => _head is not null;

    /// <param name="Pieces">Those of ended jobs, then those of open ones.</param>
    public sealed record PiecesLoaded(IReadOnlyList<StudyPiece> Pieces);

    /// <summary>Names of the snapshots that hold pieces.</summary>
    public static string EndedPieceId(string persistenceId, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{persistenceId}-ended-{number}");

    /// <summary>Names of the snapshots that hold pieces.</summary>
    public static string OpenPieceId(string persistenceId, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{persistenceId}-open-{number}");

    public void Begin(StudyHead head, long sequenceNumber) => (_head, _sequenceNumber) = (head, sequenceNumber);

    public void Replay(StudyEvent @event)
    {
        if (IsLoading) _held.Add(@event);
        else State = State.Apply(@event);
    }

    /// <exception cref="InvalidOperationException">A piece is missing.</exception>
    public Task<PiecesLoaded> LoadPieces(IActorRef snapshotStore)
    {
        var ended = Enumerable.Range(0, _head?.EndedPieces ?? 0).Select(number => EndedPieceId(persistenceId, number));
        var open = Enumerable.Range(0, _head?.OpenPieces ?? 0).Select(number => OpenPieceId(persistenceId, number));
        return Load(snapshotStore, [.. ended, .. open], _sequenceNumber);
    }

    /// <returns>The state with every event.</returns>
    /// <exception cref="InvalidOperationException">No pieces are missing.</exception>
    public StudyState Complete(PiecesLoaded loaded)
    {
        var head = _head ?? throw new InvalidOperationException("No pieces are missing.");
        State = _held.Aggregate(StudySnapshots.Restore(head, loaded.Pieces), (state, @event) => state.Apply(@event));
        _head = null;
        _held.Clear();
        return State;
    }

    private static async Task<PiecesLoaded> Load(IActorRef snapshotStore, string[] ids, long sequenceNumber)
    {
        var pieces = new List<StudyPiece>(ids.Length);
        foreach (var id in ids)
        {
            var request = new LoadSnapshot(id, new SnapshotSelectionCriteria(sequenceNumber), sequenceNumber);
            var answer = await snapshotStore.Ask<object>(request, Patience).ConfigureAwait(false);
            pieces.Add(answer is LoadSnapshotResult { Snapshot.Snapshot: StudyPiece piece }
                ? piece
                : throw new InvalidOperationException(
                    $"The snapshot store has no piece {id} up to {sequenceNumber}: {answer}."));
        }

        return new(pieces);
    }
}
