namespace Seedbed.Coordinator.Studies;

using System.Collections.Immutable;
using Seedbed.Messages;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Journal.JournalSnapshot;

/// <summary>
/// States of studies as snapshots, and back. Jobs go in pieces of about <see cref="PieceSize"/> bytes.
/// </summary>
public static class StudySnapshots
{
    /// <summary>As <see cref="PieceWriter"/> estimates it; a piece stays well below 4 MB.</summary>
    public const int PieceSize = 1_000_000;

    /// <summary>Everything but the jobs.</summary>
    public static StudyHead Head(StudyState state, int endedPieces, int openPieces) => new(
        state.Specifications,
        state.Source,
        [.. state.Leases.Values.Select(lease =>
            new StoredLease(
                lease.Id.Slot, lease.Id.Incarnation, lease.Id.RequestId, lease.Granted, lease.Jobs, lease.Period))],
        endedPieces,
        openPieces,
        state.IsPaused,
        state.Cancellations.OfStudy,
        state.Cancellations.Cells.IsEmpty ? null : [.. state.Cancellations.Cells]);

    /// <summary>
    /// These jobs of the study in pieces, in order. Jobs never leased are left out: they have no state.
    /// </summary>
    public static IEnumerable<StudyPiece> Pieces(StudyState state, IEnumerable<JobKey> jobs)
    {
        var piece = new PieceWriter();
        foreach (var job in jobs)
        {
            if (!state.Jobs.TryGetValue(job, out var known)) continue;

            piece.Add(job, known);
            if (piece.Size < PieceSize) continue;

            yield return piece.Piece;
            piece = new PieceWriter();
        }

        if (piece.Size > 0) yield return piece.Piece;
    }

    /// <summary>The state that head and pieces were made of.</summary>
    /// <param name="pieces">
    /// Those of ended jobs in order, then those of open ones: a later one overrides an earlier.
    /// </param>
    public static StudyState Restore(StudyHead head, IEnumerable<StudyPiece> pieces)
    {
        var jobs = ImmutableDictionary.CreateBuilder<JobKey, JobState>();
        var shared = SharedParts.Empty;
        foreach (var piece in pieces)
        {
            var names = piece.Names.Select(list => shared.NamesOf(list, out shared)).ToArray();
            var devices = piece.Devices.Select(device => shared.DeviceOf(device, out shared)).ToArray();
            foreach (var job in piece.Jobs) jobs[new(job.Cell, job.Seed)] = ReadJob(job, names, devices);
        }

        var leases = head.Leases.Select(lease => new OpenLease(
            new(Interned(lease.Slot), lease.Incarnation, lease.RequestId), lease.Granted, [.. lease.Jobs],
            lease.Period));
        return StudyState.Restore(
            head.Specifications, head.Source, jobs.ToImmutable(), leases, shared, head.IsPaused,
            new(head.IsCancelled, [.. head.CancelledCells ?? []]));
    }

    private static JobState ReadJob(StoredJob job, SharedNames[] names, Device[] devices)
    {
        var history = job.History is { } stored ? ReadHistory(stored) : History.First;
        if (job.Slot is { } slot) return new JobState.Running(history, Interned(slot));
        if (job.From is { } from)
            return new JobState.Waiting(history, from, job.Node is { } node ? string.Intern(node) : null);

        var result = job.Result is { } finals
            ? new StoredResult(
                finals.DivergedAt, names[finals.Names], [.. finals.Values], finals.LastBatch, finals.Artifacts,
                finals.Seconds, devices[finals.Device])
            : null;
        var outcome = job.Outcome ?? throw new FormatException($"Job {job.Cell}/{job.Seed} has no state.");
        return new JobState.Ended(history, outcome, string.Intern(job.Node ?? ""), result);
    }

    private static History ReadHistory(StoredHistory stored) => new(
        stored.Fence, stored.Failures, stored.Interruptions, stored.Alone, [.. stored.Reasons],
        [.. stored.Links.Select(link => new FenceLink(link.Fence, checked((int)link.LastBatch)))], stored.From,
        [.. stored.Checkpoints ?? []], stored.ReplayDiffered);

    private static SlotId Interned(SlotId slot) => slot with { Node = string.Intern(slot.Node) };
}
