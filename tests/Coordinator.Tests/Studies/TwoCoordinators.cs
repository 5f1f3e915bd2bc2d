namespace Seedbed.Coordinator.Tests.Studies;

using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// Two coordinators that both believe that they act, on one journal, and slots that talk to either. The journal takes
/// what comes next in a stream and nothing else; a coordinator whose write it refuses begins anew from it. Each does
/// things when it is told to and never otherwise: so it may have been frozen for as long as one likes. What is said
/// arrives in any order, often, late, or never. Decisions and answers are those of the product.
/// </summary>
internal sealed class TwoCoordinators
{
    public const int Slots = 3;

    private readonly List<StudyEvent> _journal = [];
    private readonly Coordinator[] _coordinators = [new(), new()];
    private readonly ModelSlot[] _slots = [.. Enumerable.Range(0, Slots).Select(index => new ModelSlot(index))];
    private readonly List<object> _network = []; // to coordinators and, with their slot, from them
    private readonly Ledger _ledger = new([]);
    private int _at;

    public TwoCoordinators(StudyCommand.Submit submission)
    {
        Append(0, [.. StudyState.Empty.Decide(submission)]);
        foreach (var coordinator in _coordinators) Recover(coordinator);
    }

    public StudyState Journaled { get; private set; } = StudyState.Empty;

    private DateTimeOffset Now => Given.Noon.AddHours(++_at);

    /// <summary>Does one thing; which, the numbers say.</summary>
    public void Step(int what, int first, int second)
    {
        var (coordinator, slot) = (_coordinators[first % 2], _slots[first % Slots]);
        switch (what)
        {
            case 0: _network.Add(slot.Ask()); break;
            case 1: if (slot.Report(second) is { } report) _network.Add(report); break;
            case 2: if (_network.Count > 0) _network.RemoveAt(second % _network.Count); break;
            case >= 3 and <= 6:
                if (_network.Count > 0) Deliver(_network[second % _network.Count], coordinator);
                break;
            case 7 or 8: Write(coordinator); break;
            default: Recover(coordinator); break;
        }
    }

    /// <summary>From now on only the first coordinator lives and everything arrives: the study ends.</summary>
    public void Settle()
    {
        var survivor = _coordinators[0];
        Recover(survivor);
        for (var round = 0; Journaled.Counts.Settled < Journaled.Total; round++)
        {
            Assert.True(round < 1_000, "The study does not end.");
            foreach (var slot in _slots)
            {
                Exchange(slot.Ask(), survivor);
                while (slot.Report(0) is { } report) Exchange(report, survivor);
            }
        }
    }

    private void Exchange(object message, Coordinator with)
    {
        Deliver(message, with);
        if (!Write(with)) Deliver(message, with);
        if (with.IsWriting) Write(with);
        foreach (var answer in _network.OfType<Answer>().ToList()) Hear(answer);
    }

    private void Deliver(object message, Coordinator coordinator)
    {
        if (message is Answer answer) Hear(answer);
        else if (!coordinator.IsWriting) coordinator.Decide(message, Now);
    }

    /// <returns>False if the coordinator had to begin anew.</returns>
    private bool Write(Coordinator coordinator)
    {
        if (!coordinator.IsWriting) return true;
        if (!Append(coordinator.Read, coordinator.Writing))
        {
            Recover(coordinator);
            return false;
        }

        _network.AddRange(coordinator.Commit());
        return true;
    }

    /// <summary>All of them or, where another one wrote since, none.</summary>
    private bool Append(int read, IReadOnlyList<StudyEvent> events)
    {
        if (events.Count > 0 && read != _journal.Count) return false;

        foreach (var @event in events)
        {
            _ledger.Read(@event);
            Journaled = Journaled.Apply(@event);
            _journal.Add(@event);
        }

        return true;
    }

    private void Recover(Coordinator coordinator) => coordinator.Recover(Journaled, _journal.Count);

    /// <summary>Whatever a slot is told, the journal bears it out.</summary>
    private void Hear(Answer answer)
    {
        _network.Remove(answer);
        switch (answer.Message)
        {
            case OutcomeStored stored:
                var (job, fence) = (JobMessages.KeyOf(stored.Job), stored.Fence);
                Assert.Contains(
                    _journal, @event => @event is StudyEvent.Ended ended && ended.Fence == fence
                        && new JobKey(ended.Cell, ended.Seed) == job);
                break;
            case Superseded superseded:
                Assert.NotEqual(
                    JobVerdict.Current, Journaled.Judge(JobMessages.KeyOf(superseded.Job), superseded.Fence));
                break;
            case OpenLease lease:
                Assert.Contains(
                    _journal, @event => @event is StudyEvent.Leased leased && leased.Slot == lease.Id.Slot
                        && leased.RequestId == lease.Id.RequestId);
                break;
        }

        _slots[answer.Slot].Hear(answer.Message);
    }

    /// <summary>What a coordinator says to a slot.</summary>
    private sealed record Answer(int Slot, object Message);

    private sealed record Request(int Slot, LeaseId Id);

    private sealed record Report(int Slot, IJobMessage Message);

    /// <summary>One coordinator: what it has read, and what it is about to write.</summary>
    private sealed class Coordinator
    {
        private StudyState _state = StudyState.Empty;
        private Answer? _answer;

        public int Read { get; private set; }

        public IReadOnlyList<StudyEvent> Writing { get; private set; } = [];

        public bool IsWriting => _answer is not null;

        public void Recover(StudyState state, int read) => (_state, Read, Writing, _answer) = (state, read, [], null);

        /// <summary>Every lease may look expired to it, and does.</summary>
        public void Decide(object message, DateTimeOffset at)
        {
            switch (message)
            {
                case Request request:
                    Writing = _state.Decide(Given.Lease(
                        request.Id, maxLanes: 2, at, [.. _state.Leases.Values.Select(lease => lease.Id)]));
                    var lease = After(Writing).Leases.GetValueOrDefault(request.Id.Slot);
                    _answer = new(request.Slot, lease?.Id == request.Id ? lease : "nothing");
                    break;
                case Report(var slot, var about):
                    if (_state.Judge(JobMessages.KeyOf(about.Job), about.Fence) == JobVerdict.Ahead) return; // it stops
                    Writing = _state.Decide(JobMessages.CommandOf(about, at));
                    _answer = new(slot, JobMessages.AnswerTo(about, _state));
                    break;
            }
        }

        /// <returns>What it says then.</returns>
        public IEnumerable<Answer> Commit()
        {
            (_state, Read) = (After(Writing), Read + Writing.Count);
            (Writing, var answer) = ([], _answer);
            _answer = null;
            return answer is null ? [] : [answer];
        }

        private StudyState After(IEnumerable<StudyEvent> events) =>
            events.Aggregate(_state, (state, @event) => state.Apply(@event));
    }

    /// <summary>A slot: asks until it has a lease, and reports each of its jobs until that is acknowledged.</summary>
    private sealed class ModelSlot(int index)
    {
        private int _request = 1;
        private List<Grant> _held = [];

        /// <summary>For its next lease; while it holds one the request before, once more and late.</summary>
        public object Ask() => new Request(index, Given.Request(_request, index));

        public object? Report(int which)
        {
            if (_held.Count == 0) return null;

            var grant = _held[which % _held.Count];
            return new Report(index, new Finished(
                new(new("spirals"), grant.Cell, grant.Seed), grant.Fence, Given.Completed((index + 1) / 10.0)));
        }

        public void Hear(object message)
        {
            switch (message)
            {
                case OpenLease lease when _held.Count == 0 && lease.Id.RequestId == _request:
                    _held = [.. lease.Jobs];
                    break;
                case OutcomeStored stored: Drop(stored.Job, stored.Fence); break;
                case Superseded superseded: Drop(superseded.Job, superseded.Fence); break;
            }
        }

        private void Drop(JobId job, long fence)
        {
            var dropped = _held.RemoveAll(
                grant => grant.Cell == job.Cell && grant.Seed == job.Seed && grant.Fence == fence);
            if (dropped > 0 && _held.Count == 0) _request++;
        }
    }
}
