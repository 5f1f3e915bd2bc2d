namespace Seedbed.Coordinator.Studies;

using Akka.Actor;
using Akka.Persistence;
using Seedbed.Messages.Journal;
using static Seedbed.Messages.Journal.JournalSnapshot;

/// <summary>
/// Writes a study's snapshots, one at a time, while the study goes on: first the pieces, then the head that names them.
/// Jobs that ended are written once. One that fails costs nothing: the next, as many events later, has all of it.
/// </summary>
/// <param name="eventsPerSnapshot">
/// Events between two snapshots: what a recovery replays at most, besides those of a write in flight.
/// </param>
public sealed class SnapshotWriter(
    string persistenceId, IActorRef snapshotStore, IActorRef study, TimeProvider clock, int eventsPerSnapshot)
{
    public const int EventsPerSnapshot = 20_000;

    private readonly List<JobKey> _ended = [];
    private readonly HashSet<string> _unsaved = [];
    private int _events;
    private int _atFailure; // how many of them there were when the last snapshot failed
    private int _endedPieces;
    private Draft? _draft;

    /// <summary>A snapshot was recovered from: its pieces stay.</summary>
    public void Continue(StudyHead head) => _endedPieces = head.EndedPieces;

    /// <summary>This event is durable.</summary>
    public void Note(StudyEvent @event)
    {
        _events++;
        if (@event is StudyEvent.Ended ended) _ended.Add(new(ended.Cell, ended.Seed));
        if (@event is StudyEvent.GivenUp given) _ended.Add(new(given.Cell, given.Seed));
        if (@event is StudyEvent.JobCancelled cancelled) _ended.Add(new(cancelled.Cell, cancelled.Seed));
        if (@event is StudyEvent.ReplayDiffered differed) _ended.Add(new(differed.Cell, differed.Seed)); // ended or not
    }

    /// <param name="sequenceNumber">Of the last event in the state.</param>
    /// <returns>How long it kept the study, which does nothing else meanwhile; null if none was due.</returns>
    public TimeSpan? WriteIfDue(StudyState state, long sequenceNumber)
    {
        if (_draft is not null || _events - _atFailure < eventsPerSnapshot) return null;

        var started = clock.GetTimestamp();
        var ended = StudySnapshots.Pieces(state, _ended.Where(job => state.Jobs[job] is JobState.Ended)).ToList();
        var open = StudySnapshots.Pieces(state, state.OpenJobs).ToList();
        _draft = new(
            StudySnapshots.Head(state, _endedPieces + ended.Count, open.Count), sequenceNumber, _events, _ended.Count);
        for (var i = 0; i < ended.Count; i++)
            Save(StudyRecovery.EndedPieceId(persistenceId, _endedPieces + i), ended[i]);
        for (var i = 0; i < open.Count; i++) Save(StudyRecovery.OpenPieceId(persistenceId, i), open[i]);
        if (_unsaved.Count == 0) Save(persistenceId, _draft.Head);
        return clock.GetElapsedTime(started);
    }

    public void On(SaveSnapshotSuccess saved)
    {
        if (_draft is not { } draft || !IsOf(draft, saved.Metadata)) return;
        if (!_unsaved.Remove(saved.Metadata.PersistenceId) || _unsaved.Count > 0) return;

        if (saved.Metadata.PersistenceId != persistenceId)
        {
            Save(persistenceId, draft.Head);
            return;
        }

        _draft = null;
        _events -= draft.Events;
        _atFailure = 0;
        _ended.RemoveRange(0, draft.Ended);
        _endedPieces = draft.Head.EndedPieces;
        DeleteBefore(persistenceId, draft);
        for (var i = 0; i < draft.Head.OpenPieces; i++)
            DeleteBefore(StudyRecovery.OpenPieceId(persistenceId, i), draft);
    }

    public void On(SaveSnapshotFailure failed)
    {
        if (_draft is not { } draft || !IsOf(draft, failed.Metadata)) return;

        _atFailure = _events;
        _unsaved.Clear();
        _draft = null;
    }

    /// <summary>Answers to an earlier draft say nothing about this one.</summary>
    private static bool IsOf(Draft draft, SnapshotMetadata metadata) => metadata.SequenceNr == draft.SequenceNumber;

    private void Save(string id, object snapshot)
    {
        _unsaved.Add(id);
        var sequenceNumber = _draft?.SequenceNumber ?? throw new InvalidOperationException("There is nothing to save.");
        var metadata = new SnapshotMetadata(id, sequenceNumber, clock.GetUtcNow().UtcDateTime);
        snapshotStore.Tell(new SaveSnapshot(metadata, snapshot), study);
    }

    private void DeleteBefore(string id, Draft draft) =>
        snapshotStore.Tell(new DeleteSnapshots(id, new SnapshotSelectionCriteria(draft.SequenceNumber - 1)), study);

    /// <summary>A snapshot being written.</summary>
    /// <param name="Events">Events it covers since the last one.</param>
    /// <param name="Ended">Jobs it covers of those that ended since.</param>
    private sealed record Draft(StudyHead Head, long SequenceNumber, int Events, int Ended);
}
