namespace Seedbed.Coordinator.Scheduling;

using Akka.Actor;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Coordinator.Studies.StudyProtocol;

/// <summary>
/// Owns all slots of the cluster: keeps the <see cref="Schedule"/> and carries out its steps.
/// Answers nodes only after every study of the catalogue has told its open leases, or cannot
/// be opened; then tells its parent <see cref="Ready"/>. When a node's actor ends, or leaves
/// the cluster, the slots it spoke for are lost: their jobs are eligible for others.
/// </summary>
/// <param name="store">Where nodes are told that the store is, whenever they renew.</param>
public sealed class SchedulerActor(SchedulerOptions options, StoreLocation store, TimeProvider clock)
    : UntypedActor, IWithUnboundedStash
{
    private readonly long _started = clock.GetTimestamp();
    private readonly Dictionary<StudyId, IActorRef> _studies = [];
    private readonly Dictionary<SlotId, SlotRequest> _latest = [];
    private readonly Dictionary<SlotId, IActorRef> _nodes = [];
    private HashSet<StudyId>? _awaited;
    private Schedule _schedule = Schedule.Empty;
    private TimeSpan _lastTick;
    private Action _stopTicking = () => { };

    public IStash? Stash { get; set; }

    private TimeSpan Now => clock.GetElapsedTime(_started);

    private Schedule Current => _schedule.At(Now);

    public static Props Props(SchedulerOptions options, StoreLocation store, TimeProvider clock) =>
        Akka.Actor.Props.Create(() => new SchedulerActor(options, store, clock));

    /// <summary>From the parent, once: the studies that may have open leases.</summary>
    public sealed record AwaitStudies(IReadOnlyList<StudyId> Studies);

    /// <summary>From the parent: the others need not wait for this study. It may open later.</summary>
    public sealed record StudyUnavailable(StudyId Study);

    /// <summary>To the parent: all awaited studies are open or unavailable.</summary>
    public sealed record Ready;

    /// <summary>A node is not reachable or left the cluster.</summary>
    public sealed record NodeLost(Address Address);

    private sealed record Tick;

    protected override void PreStart()
    {
        var self = Self;
        var timer = clock.CreateTimer(_ => self.Tell(new Tick()), null, options.Tick, options.Tick);
        _stopTicking = timer.Dispose;
    }

    protected override void PostStop() => _stopTicking();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case AwaitStudies studies: Await(studies); break;
            case StudyOpened opened: Open(opened); break;
            case StudyUnavailable unavailable: AwaitNoMore(unavailable.Study); break;
            case WorkProtocol.RequestWork or WorkProtocol.Renew when _awaited is not { Count: 0 }:
                Stash?.Stash();
                break;
            case WorkProtocol.RequestWork request: Request(SlotRequest.Of(request, Sender)); break;
            case WorkProtocol.Renew renewal: Renew(renewal); break;
            case LeaseGranted granted:
                Do(Current.Granted(granted.Study, granted.Lease, Now + options.LeasePeriod));
                break;
            case NothingToLease nothing:
                Do(Current.Refused(nothing.Study, nothing.Id, nothing.RetryAt, nothing.IsPaused));
                break;
            case JobWithdrawn withdrawn: Withdraw(withdrawn); break;
            case LeaseEnded ended: Do(Current.Ended(ended.Id)); break;
            case WorkWaiting waiting: Do(Current.WorkWaits(waiting.Study, waiting.Program, waiting.Standing)); break;
            case Tick: OnTick(); break;
            case Terminated terminated: Lose(node => node.Equals(terminated.ActorRef)); break;
            case NodeLost lost: Lose(node => node.Path.Address == lost.Address); break;
            case GetNodes: Sender.Tell(NodeViews.Of(_schedule, _latest.Values)); break;
            default: Unhandled(message); break;
        }
    }

    private void Await(AwaitStudies studies)
    {
        _awaited = [.. studies.Studies.Except(_studies.Keys)];
        BeReadyOnceOpen();
    }

    private void Open(StudyOpened opened)
    {
        _studies[opened.Study] = Sender;
        Do(Current.Opened(opened.Study, opened.Program, opened.Standing, opened.Leases, Now + options.LeasePeriod));
        AwaitNoMore(opened.Study);
    }

    private void AwaitNoMore(StudyId study)
    {
        if (_awaited?.Remove(study) == true) BeReadyOnceOpen();
    }

    private void BeReadyOnceOpen()
    {
        if (_awaited is not { Count: 0 }) return;

        Do(Current.Refreshed(Now + options.LeasePeriod));
        Stash?.UnstashAll();
        Context.Parent.Tell(new Ready());
    }

    private void Request(SlotRequest request)
    {
        var latest = _latest.GetValueOrDefault(request.Id.Slot);
        if (latest is null || !request.IsOlderThan(latest.Id))
        {
            _latest[request.Id.Slot] = request;
            _nodes[request.Id.Slot] = Context.Watch(request.Node);
        }

        Do(Current.Request(request));
    }

    private void Renew(WorkProtocol.Renew renewal)
    {
        if (!_nodes.ContainsKey(renewal.Slot)) _nodes[renewal.Slot] = Context.Watch(Sender);
        Sender.Tell(new WorkProtocol.StoreAt(store.Prefix));
        var (schedule, unknown) = Current.Renewed(renewal, Now + options.LeasePeriod);
        Do(schedule);
        foreach (var held in unknown)
            if (_studies.TryGetValue(held.Job.Study, out var study)) study.Tell(new JudgeHeldJob(held, Sender));
    }

    /// <summary>Told once here; a node that does not hear it is told when it renews the job.</summary>
    private void Withdraw(JobWithdrawn withdrawn)
    {
        Do(Current.Withdrawn(withdrawn.Id, withdrawn.Held));
        if (_nodes.TryGetValue(withdrawn.Id.Slot, out var node))
            node.Tell(new WorkProtocol.Superseded(withdrawn.Held.Job, withdrawn.Held.Fence));
    }

    private void OnTick()
    {
        var now = Now;
        var slept = now - _lastTick > options.Tick + options.LeasePeriod / 3;
        if (slept) _schedule = _schedule.At(now).Refreshed(now + options.LeasePeriod);
        _lastTick = now;
        Do(_schedule.Passed(now, clock.GetUtcNow()));
    }

    /// <summary>Slots that spoke through a new actor since are not lost with the old one.</summary>
    private void Lose(Func<IActorRef, bool> isLost)
    {
        SlotId[] slots = [.. from entry in _nodes where isLost(entry.Value) select entry.Key];
        Do(Current.Lost(slots));
        foreach (var slot in slots)
        {
            _nodes.Remove(slot);
            _latest.Remove(slot);
        }
    }

    private void Do(Schedule schedule)
    {
        (_schedule, var steps) = schedule.TakeSteps();
        foreach (var step in steps)
        {
            if (!_studies.TryGetValue(step.Study, out var study)) continue;

            study.Tell(step switch
            {
                SchedulerStep.Grant grant => new GrantLease(
                    grant.Request.Id, grant.Request.MaxLanes, grant.Request.Node, options.LeasePeriod, grant.Expired),
                SchedulerStep.Resend resend => new ResendLease(resend.Lease, resend.Node),
                SchedulerStep.End end => (object)new EndLease(end.Lease, end.Cause),
                _ => throw new System.Diagnostics.UnreachableException($"No rule for {step.GetType().Name}."),
            });
        }
    }
}
