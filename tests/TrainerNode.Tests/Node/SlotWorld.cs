namespace Seedbed.TrainerNode.Tests.Node;

using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Node.Slots;
using Seedbed.TrainerNode.Slot.Pipe;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// A slot's state between a coordinator and a child process that are played here, over a network that loses, repeats
/// and reorders. Each step is chosen by a number, so that a history is a list of numbers.
/// </summary>
internal sealed class SlotWorld
{
    public static readonly ProgramIdentity Program = new("no-op", "1", null);
    public static readonly Device Device = new("cpu", "test");

    public static readonly SlotOffer Offer = new(
        new("a", 0), Incarnation: 7, Device, MaxLanes: 8, [Program], MaxResidentBytes: 1000);

    private const long Fence = 3;

    private static readonly Checkpoint Earlier = new(2, 40, HashOf(0), 7, 12.5);

    private readonly List<IWorkMessage> _toCoordinator = [];
    private readonly List<IWorkMessage> _toNode = [];
    private readonly List<SlotReport> _childWillReport = [];
    private readonly HashSet<string> _uploads = [];
    private readonly List<SlotInstruction.FetchCheckpoint> _fetches = [];
    private readonly Dictionary<JobId, List<Checkpoint>> _checkpoints = [];
    private readonly Dictionary<(JobId, long), SortedDictionary<int, MetricPoints>> _stored = [];
    private readonly Dictionary<(JobId, long), IJobMessage> _ended = [];
    private readonly HashSet<(JobId, long)> _superseded = [];
    private readonly Dictionary<long, Lease> _leases = [];
    private readonly HashSet<string> _storeHas = [];
    private readonly int _jobs;
    private SlotState _state = SlotState.Of(Offer);
    private TimeSpan _now;
    private long _child;
    private bool _childLives;
    private int _leased;
    private int _files;
    private int _lanes;

    public SlotWorld(int jobs)
    {
        _jobs = jobs;
        Handle(new SlotEvent.Begun());
        Handle(new SlotEvent.Connected());
    }

    public SlotState State => _state;

    /// <summary>Whether every job was leased and every lease of it ended, as far as the coordinator knows.</summary>
    public bool IsDone => _leased == _jobs && _leases.Values.SelectMany(lease => lease.Jobs)
        .All(job => _ended.ContainsKey((job.Job, job.Fence)) || _superseded.Contains((job.Job, job.Fence)));

    public bool SlotHoldsNothing => _state.Jobs.IsEmpty;

    public IEnumerable<IJobMessage> Ends => _ended.Values;

    public void Step(int choice)
    {
        var pick = choice / 16;
        switch (choice % 16)
        {
            case 0 or 1 or 2: Deliver(_toCoordinator, pick, HearAsCoordinator); break;
            case 3 or 4 or 5: Deliver(_toNode, pick, message => Handle(new SlotEvent.Received(message))); break;
            case 6: Lose(_toCoordinator, pick); break;
            case 7: Lose(_toNode, pick); break;
            case 8: Repeat(_toCoordinator, pick); break;
            case 9: Repeat(_toNode, pick); break;
            case 10 or 11: ChildReports(); break;
            case 12 when pick % 2 == 0: Upload(pick / 2); break;
            case 12: Fetch(pick / 2); break;
            case 13: Pass(TimeSpan.FromMilliseconds(pick % 3_000)); break;
            case 14 when pick % 8 == 0: Crash(); break;
            case 15 when pick % 8 == 0: Supersede(pick); break;
            case 15 when pick % 8 == 1: Handle(new SlotEvent.Connected()); break;
        }
    }

    /// <summary>One round of a world in which nothing goes wrong.</summary>
    public void FairRound()
    {
        while (_toCoordinator.Count > 0) Deliver(_toCoordinator, 0, HearAsCoordinator);
        while (_toNode.Count > 0) Deliver(_toNode, 0, message => Handle(new SlotEvent.Received(message)));
        while (_childWillReport.Count > 0) ChildReports();
        while (_uploads.Count > 0) Upload(0);
        while (_fetches.Count > 0) Fetch(0);
        Pass(TimeSpan.FromSeconds(1));
    }

    public void Drain() => Handle(new SlotEvent.Drained(TimeSpan.FromSeconds(5)));

    private void Handle(SlotEvent @event)
    {
        var (next, instructions) = _state.Handle(@event, _now);
        _state = next;
        foreach (var instruction in instructions) CarryOut(instruction);
    }

    private void CarryOut(SlotInstruction instruction)
    {
        switch (instruction)
        {
            case SlotInstruction.Send send:
                if (send.Message is Finished finished) AssertMayFinish(finished);
                _toCoordinator.Add(send.Message);
                break;
            case SlotInstruction.StartChild start:
                Assert.False(_childLives, "A slot has one process.");
                (_child, _childLives) = (start.Child, true);
                _childWillReport.Add(new SlotReport.Ready());
                break;
            case SlotInstruction.KillChild:
                _childLives = false;
                _childWillReport.Clear();
                break;
            case SlotInstruction.Order { Content: SlotOrder.Train order }:
                Assert.True(_childLives);
                Assert.DoesNotContain(_childWillReport, report => report is not SlotReport.Ready);
                Assert.All(order.Lanes, lane => Assert.True(lane.From is null || _storeHas.Contains(lane.From.Path)));
                _childWillReport.AddRange(Script(order));
                _lanes = order.Lanes.Count;
                break;
            case SlotInstruction.Order { Content: SlotOrder.Leave leave }: Leave(leave.Pack); break;
            case SlotInstruction.Upload upload:
                Assert.EndsWith(upload.Content.Hex, upload.Place, StringComparison.Ordinal);
                _uploads.Add(upload.Path);
                break;
            case SlotInstruction.Discard discard: _uploads.Remove(discard.Path); break;
            case SlotInstruction.FetchCheckpoint fetch: _fetches.Add(fetch); break;
        }
    }

    /// <summary>
    /// Lanes in turn: points, for odd lanes an artifact, more points, after each round a checkpoint, the end.
    /// </summary>
    private IEnumerable<SlotReport> Script(SlotOrder.Train order)
    {
        var lanes = order.Lanes.Count;
        for (var round = 0; round < 3; round++)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                if (round == 1 && lane % 2 == 1)
                    yield return new SlotReport.Attached(
                        order.Pack, lane, "confusion.json", HashOf(lane), $"/artifacts/{++_files}");
                else
                    yield return new SlotReport.Points(
                        order.Pack, lane, MetricPoints.Pack([new("value", round, order.Pack)]));
                yield return Checkpoint(order.Pack, lane, round);
            }
        }

        for (var lane = 0; lane < lanes; lane++)
        {
            yield return lane % 3 == 2
                ? new SlotReport.Diverged(order.Pack, lane, 5, 0.1)
                : new SlotReport.Completed(order.Pack, lane, [new("final_1", lane)], 0.1);
        }

        yield return new SlotReport.Ended(order.Pack, order.Pack % 4 == 0 ? 2000 : 10);
    }

    private SlotReport.Checkpointed Checkpoint(long pack, int lane, long step) =>
        new(pack, lane, step, HashOf(lane), $"/checkpoints/{++_files}", 0.1);

    /// <summary>What was not reported of the pack is trained no more; lanes that ended have no checkpoint.</summary>
    private void Leave(long pack)
    {
        var open = Enumerable.Range(0, _lanes).Where(lane => _childWillReport.Exists(report =>
            report is SlotReport.Completed { Lane: var completed } && completed == lane
            || report is SlotReport.Diverged { Lane: var diverged } && diverged == lane)).ToList();
        if (!_childWillReport.Exists(report => report is SlotReport.Ended)) return;

        _childWillReport.Clear();
        _childWillReport.AddRange(open.Select(lane => Checkpoint(pack, lane, 9)));
        _childWillReport.Add(new SlotReport.Ended(pack, 10));
    }

    private static ContentHash HashOf(int lane) => new(new string((char)('a' + (lane % 6)), 64));

    private void ChildReports()
    {
        if (_childWillReport.Count == 0) return;

        var report = _childWillReport[0];
        _childWillReport.RemoveAt(0);
        Handle(new SlotEvent.ChildReported(_child, report));
    }

    private void Crash()
    {
        if (!_childLives) return;

        _childLives = false;
        _childWillReport.Clear();
        Handle(new SlotEvent.ChildExited(_child, ChildExit.Failed("ended by signal 9")));
    }

    private void Upload(int pick)
    {
        if (_uploads.Count == 0) return;

        var path = _uploads.ElementAt(pick % _uploads.Count);
        _uploads.Remove(path);
        _storeHas.Add(path);
        Handle(new SlotEvent.ArtifactStored(path));
    }

    /// <summary>Every fifth checkpoint turns out to be torn.</summary>
    private void Fetch(int pick)
    {
        if (_fetches.Count == 0) return;

        var fetch = _fetches[pick % _fetches.Count];
        _fetches.Remove(fetch);
        if (++_files % 5 == 0)
        {
            Handle(new SlotEvent.CheckpointMissing(fetch.Pack, fetch.Lane, "torn"));
            return;
        }

        _storeHas.Add($"/from/{_files}");
        Handle(new SlotEvent.CheckpointFetched(fetch.Pack, fetch.Lane, $"/from/{_files}"));
    }

    private void Pass(TimeSpan time)
    {
        _now += time;
        Handle(new SlotEvent.Ticked());
    }

    private void Supersede(int pick)
    {
        var open = _leases.Values.SelectMany(lease => lease.Jobs).Select(job => (job.Job, job.Fence))
            .Where(key => !_ended.ContainsKey(key)).ToList();
        if (open.Count > 0) _superseded.Add(open[pick % open.Count]);
    }

    private void HearAsCoordinator(IWorkMessage message)
    {
        switch (message)
        {
            case RequestWork request: Grant(request); break;
            case IJobMessage job when _superseded.Contains((job.Job, job.Fence)):
                _toNode.Add(new Superseded(job.Job, job.Fence));
                break;
            case Renew renew: AnswerRenewal(renew); break;
            case MetricBatch batch: Store(batch); break;
            case Checkpointed checkpointed: Store(checkpointed); break;
            case IJobMessage end: End(end); break;
        }
    }

    private void Grant(RequestWork request)
    {
        if (!_leases.TryGetValue(request.RequestId, out var lease))
        {
            if (_leased == _jobs) return;

            var count = Math.Min(1 + (_leased % 3), _jobs - _leased);
            LeasedJob[] jobs =
                [.. Enumerable.Range(_leased, count).Select(
                    seed => new LeasedJob(
                        new(new("s"), 0, seed), Fence, SeedVector.Of(seed), From: seed % 4 == 1 ? Earlier : null))];
            _leased += count;
            lease = new(
                request.Slot, request.Incarnation, request.RequestId, Program, new Dictionary<string, string>(),
                null, "http://store/", null, jobs, TimeSpan.FromSeconds(9));
            _leases.Add(request.RequestId, lease);
        }

        _toNode.Add(lease);
    }

    private void AnswerRenewal(Renew renew)
    {
        foreach (var (job, fence) in renew.Jobs)
            if (_superseded.Contains((job, fence))) _toNode.Add(new Superseded(job, fence));
    }

    private void Store(MetricBatch batch)
    {
        var key = (batch.Job, batch.Fence);
        if (!_stored.TryGetValue(key, out var batches)) _stored[key] = batches = [];
        if (batches.TryGetValue(batch.Number, out var known)) Assert.Same(known, batch.Points);
        batches[batch.Number] = batch.Points;
        _toNode.Add(new BatchStored(batch.Job, batch.Fence, batch.Number));
    }

    /// <summary>A checkpoint is told of when everything before it is stored, and each is newer than the last.</summary>
    private void Store(Checkpointed message)
    {
        var (key, checkpoint) = ((message.Job, message.Fence), message.Checkpoint);
        var batches = _stored.GetValueOrDefault(key) ?? [];
        Assert.Equal(message.Fence, checkpoint.Fence);
        Assert.Equal(Enumerable.Range(1, checkpoint.LastBatch), batches.Keys.Take(checkpoint.LastBatch));
        if (!_checkpoints.TryGetValue(message.Job, out var known)) _checkpoints[message.Job] = known = [];
        known.Add(checkpoint);
        _toNode.Add(new CheckpointStored(message.Job, message.Fence, checkpoint.Step));
    }

    private void End(IJobMessage end)
    {
        var key = (end.Job, end.Fence);
        if (_ended.TryGetValue(key, out var known)) Assert.Same(known, end);
        _ended[key] = end;
        _toNode.Add(new OutcomeStored(end.Job, end.Fence));
    }

    private void AssertMayFinish(Finished finished)
    {
        var stored = _stored.GetValueOrDefault((finished.Job, finished.Fence)) ?? [];
        Assert.Equal(Enumerable.Range(1, finished.Result.LastBatch), stored.Keys);
        Assert.Equal(
            finished.Result.Artifacts.Count == 0 ? [0L, 1L, 2L] : [0L, 2L],
            stored.Values.Select(points => points.Unpack().Single().Step));
        var key = new HeldJob(finished.Job, finished.Fence);
        Assert.DoesNotContain(_state.Jobs, job => job.Key == key && job.Uploads.Except(_storeHas).Count > 0);
    }

    private static void Deliver(List<IWorkMessage> messages, int pick, Action<IWorkMessage> to)
    {
        if (messages.Count == 0) return;

        var message = messages[pick % messages.Count];
        messages.RemoveAt(pick % messages.Count);
        to(message);
    }

    private static void Lose(List<IWorkMessage> messages, int pick)
    {
        if (messages.Count > 0) messages.RemoveAt(pick % messages.Count);
    }

    private static void Repeat(List<IWorkMessage> messages, int pick)
    {
        if (messages.Count > 0) messages.Add(messages[pick % messages.Count]);
    }
}
