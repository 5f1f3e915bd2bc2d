namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using static Seedbed.Messages.Journal.JournalSnapshot;

/// <summary>Fills one piece of a study's snapshot.</summary>
public sealed class PieceWriter
{
    private const int CheckpointSize = 110;

    private readonly Dictionary<SharedNames, int> _names = [];
    private readonly Dictionary<Device, int> _devices = [];
    private readonly List<StoredJob> _jobs = [];

    /// <summary>Bytes, estimated from above.</summary>
    public int Size { get; private set; }

    public StudyPiece Piece => new([.. _names.Keys.Select(names => names.Names)], [.. _devices.Keys], _jobs);

    public void Add(JobKey job, JobState state)
    {
        var history = ReferenceEquals(state.History, History.First) ? null : Stored(state.History);
        var (cell, seed) = job;
        _jobs.Add(state switch
        {
            JobState.Running running => new(cell, seed, history, running.Slot, null, null, null, null),
            JobState.Waiting waiting => new(cell, seed, history, null, waiting.From, waiting.FailedOn, null, null),
            JobState.Ended ended => new(
                cell, seed, history, null, null, ended.Node, ended.Outcome,
                ended.Result is null ? null : Stored(ended.Result)),
            _ => throw new System.Diagnostics.UnreachableException($"No form for {state.GetType().Name}."),
        });
        Size += 100;
    }

    private StoredHistory Stored(History history)
    {
        Size += 4 * history.Reasons.Sum(reason => reason.Length) + 20 * history.Earlier.Length
            + CheckpointSize * (history.Checkpoints.Length + (history.From is null ? 0 : 1));
        return new(
            history.Fence, history.Failures, history.Interruptions, history.Alone, history.Reasons,
            [.. history.Earlier.Select(link => (link.Fence, (long)link.LastBatch))], history.From?.Step ?? 0,
            history.Checkpoints.IsEmpty ? null : history.Checkpoints, history.ReplayDiffered, history.From);
    }

    private StoredFinals Stored(StoredResult result)
    {
        Size += 9 * result.Values.Length + 150 * result.Artifacts.Count;
        if (!_names.TryGetValue(result.Names, out var names))
        {
            _names.Add(result.Names, names = _names.Count);
            Size += result.Names.Names.Sum(name => name.Length + 3);
        }

        if (!_devices.TryGetValue(result.Device, out var device)) _devices.Add(result.Device, device = _devices.Count);
        return new(result.DivergedAt, names, result.Values, result.LastBatch, result.Artifacts, result.Seconds, device);
    }
}
