namespace Seedbed.Coordinator.Tests.Scheduling;

using Akka.Actor;
using Seedbed.Coordinator.Scheduling;
using Seedbed.Coordinator.Studies;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Studies;
using Xunit;

/// <summary>
/// Slots that ask again as soon as they are free, and studies that always have work: a schedule in simulated time.
/// </summary>
internal sealed class SharedSlots
{
    private readonly Dictionary<StudyId, (Standing Standing, Func<double> Seconds)> _studies = [];
    private readonly PriorityQueue<Action, (double At, long Order)> _agenda = new();
    private readonly Dictionary<SlotId, int> _requests = [];
    private Schedule _schedule = Schedule.Empty;
    private double _now;
    private long _order;

    /// <summary>Seconds of slots that each study had.</summary>
    public Dictionary<StudyId, double> Had { get; } = [];

    /// <summary>The study of every lease so far, in order.</summary>
    public List<StudyId> Grants { get; } = [];

    /// <summary>Slots granted since somebody came or went; once each was, shares are what they should be.</summary>
    public HashSet<SlotId> Turned { get; } = [];

    /// <summary>Called after every grant.</summary>
    public Action Check { get; init; } = () => { };

    public double Now => _now;

    public int SlotCount => _requests.Count;

    /// <param name="seconds">Of each of its leases.</param>
    public void Add(StudyId study, Standing standing, Func<double> seconds)
    {
        _studies[study] = (standing, seconds);
        Turned.Clear();
        Do(Current.WorkWaits(study, Given.Program, standing));
    }

    /// <summary>The study has no more work; what it holds goes on to its end.</summary>
    public void Exhaust(StudyId study)
    {
        _studies.Remove(study);
        Turned.Clear();
    }

    public void Add(SlotId slot)
    {
        _requests[slot] = 0;
        Turned.Clear();
        Ask(slot);
    }

    public void Run(double until)
    {
        while (_agenda.TryPeek(out _, out var next) && next.At <= until)
        {
            _now = next.At;
            _agenda.Dequeue()();
        }

        _now = until;
    }

    /// <summary>Slots that the study holds.</summary>
    public int HeldBy(StudyId study) => _schedule.Slots.Values.Count(slot => slot.ChargedTo == study);

    /// <summary>The part of all slots that is due to the study by its weight.</summary>
    public double ShareOf(StudyId study) =>
        SlotCount * _studies[study].Standing.Weight / _studies.Values.Sum(other => other.Standing.Weight);

    private Schedule Current => _schedule.At(TimeSpan.FromSeconds(_now));

    private void At(double time, Action happening) => _agenda.Enqueue(happening, (time, _order++));

    private void Ask(SlotId slot)
    {
        var id = new LeaseId(slot, 1, ++_requests[slot]);
        Do(Current.Request(new(id, Given.Cpu, 1, [Given.Program], ActorRefs.Nobody)));
    }

    private void Do(Schedule schedule)
    {
        (_schedule, var steps) = schedule.TakeSteps();
        foreach (var step in steps) Answer(Assert.IsType<SchedulerStep.Grant>(step));
    }

    private void Answer(SchedulerStep.Grant grant)
    {
        var (id, study) = (grant.Request.Id, grant.Study);
        if (!_studies.TryGetValue(study, out var known))
        {
            Do(Current.Refused(study, id, null));
            return;
        }

        var seconds = known.Seconds();
        Had[study] = Had.GetValueOrDefault(study) + seconds;
        Grants.Add(study);
        Turned.Add(id.Slot);
        Do(Current.Granted(study, new(id, []), TimeSpan.MaxValue));
        Check();
        At(_now + seconds, () =>
        {
            Do(Current.Ended(id));
            Ask(id.Slot);
        });
    }
}
