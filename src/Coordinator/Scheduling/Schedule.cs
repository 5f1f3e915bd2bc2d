namespace Seedbed.Coordinator.Scheduling;

using System.Collections.Immutable;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary>
/// All slots of the cluster and what they hold, request or wait for: events in, steps out. Pure and immutable.
/// A slot is reserved for one study before that study may lease to it, so it never holds two leases.
/// Which study gets a free slot, <see cref="FairShare"/> says; slots are served in the order they asked.
/// </summary>
public sealed partial record Schedule
{
    public static Schedule Empty { get; } = new();

    private Schedule() { }

    public ImmutableDictionary<SlotId, SlotOccupancy> Slots { get; private init; } =
        ImmutableDictionary<SlotId, SlotOccupancy>.Empty;

    /// <summary>Slots that are <see cref="SlotOccupancy.Parked"/>, in the order they asked.</summary>
    public ImmutableList<SlotId> Waiting { get; private init; } = [];

    /// <summary>Slots whose lease has expired, by its study, the one that expired first before others.</summary>
    public ImmutableDictionary<StudyId, ImmutableList<SlotId>> Expired { get; private init; } =
        ImmutableDictionary<StudyId, ImmutableList<SlotId>>.Empty;

    /// <summary>When what comes next happens, on the scheduler's monotonic clock.</summary>
    private TimeSpan Now { get; init; }

    private ImmutableList<SchedulerStep> Steps { get; init; } = [];

    /// <summary>The steps decided since they were last taken, in order, and the schedule without them.</summary>
    public (Schedule Schedule, IReadOnlyList<SchedulerStep> Steps) TakeSteps() => (this with { Steps = [] }, Steps);

    /// <summary>What comes next happens now.</summary>
    public Schedule At(TimeSpan now) => this with { Now = now };

    /// <summary>A slot asks. The same request gets the same lease; another one ends what the slot held.</summary>
    public Schedule Request(SlotRequest request)
    {
        var slot = request.Id.Slot;
        return Slots.GetValueOrDefault(slot) switch
        {
            null or SlotOccupancy.Idle => With(slot, new SlotOccupancy.Parked(request)).Serve(),
            SlotOccupancy.Parked parked when request.IsOlderThan(parked.Request.Id) => this,
            SlotOccupancy.Parked => With(slot, new SlotOccupancy.Parked(request)).Serve(),
            SlotOccupancy.Reserved reserved when request.Id == reserved.Request.Id
                || request.IsOlderThan(reserved.Request.Id) =>
                this,
            SlotOccupancy.Reserved reserved => With(slot, reserved with { Newer = request }),
            SlotOccupancy.Holding holding when request.IsOlderThan(holding.Lease.Id) => this,
            SlotOccupancy.Holding holding when holding.IsHeldAgainst(request) => this,
            SlotOccupancy.Holding holding when request.Id == holding.Lease.Id =>
                Then(new SchedulerStep.Resend(holding.Study, holding.Lease.Id, request.Node)),
            SlotOccupancy.Holding holding => Replace(request, holding),
            SlotOccupancy.Ending ending when request.IsOlderThan(ending.Request.Id) => this,
            SlotOccupancy.Ending ending => With(slot, ending with { Request = request }),
            var state => throw new System.Diagnostics.UnreachableException($"No rule for a request in {state}."),
        };
    }

    /// <summary>The study journaled a lease for the slot, or sent it again.</summary>
    public Schedule Granted(StudyId study, HeldLease lease, TimeSpan until)
    {
        var holding = new SlotOccupancy.Holding(lease, study, until, HasExpired: false);
        return Slots.GetValueOrDefault(lease.Id.Slot) switch
        {
            SlotOccupancy.Reserved reserved when reserved.Request.Id == lease.Id && reserved.Newer is { } newer =>
                With(lease.Id.Slot, holding).Request(newer),
            SlotOccupancy.Reserved reserved when reserved.Request.Id == lease.Id => With(lease.Id.Slot, holding),
            _ => this, // sent again, or ended meanwhile
        };
    }

    /// <summary>
    /// The study has nothing for the slot now, but for leases of its own that expired since it was asked.
    /// </summary>
    /// <param name="isPaused">Nor will it have any when more of them expire.</param>
    public Schedule Refused(StudyId study, LeaseId request, DateTimeOffset? retryAt, bool isPaused = false)
    {
        var mayHaveWork = Expired.ContainsKey(study);
        var state = With(study.Name, work => work with
        {
            MayHaveWork = mayHaveWork,
            RetryAt = retryAt,
            IsPaused = isPaused,
        });
        return state.Slots.GetValueOrDefault(request.Slot) is SlotOccupancy.Reserved reserved
            && reserved.Request.Id == request
            ? state.With(request.Slot, new SlotOccupancy.Parked(reserved.Newer ?? reserved.Request)).Serve()
            : state;
    }

    /// <summary>No job is in this lease any more.</summary>
    public Schedule Ended(LeaseId lease) => Slots.GetValueOrDefault(lease.Slot) switch
    {
        SlotOccupancy.Holding holding when holding.Lease.Id == lease =>
            With(lease.Slot, new SlotOccupancy.Idle(holding.Study, Now)),
        SlotOccupancy.Ending ending when ending.Lease == lease =>
            With(lease.Slot, new SlotOccupancy.Parked(ending.Request)).Serve(),
        _ => this,
    };

    /// <summary>The job was cancelled: whoever renews it is not known to hold it.</summary>
    public Schedule Withdrawn(LeaseId lease, HeldJob job) =>
        Slots.GetValueOrDefault(lease.Slot) is SlotOccupancy.Holding holding && holding.Lease.Id == lease
            ? With(lease.Slot, holding with { Lease = holding.Lease.Without(job) })
            : this;

    /// <summary>The slot lives.</summary>
    /// <returns>Also the jobs it is not known to hold.</returns>
    public (Schedule Schedule, IReadOnlyList<HeldJob> Unknown) Renewed(WorkProtocol.Renew renewal, TimeSpan until)
    {
        if (Slots.GetValueOrDefault(renewal.Slot) is not SlotOccupancy.Holding holding
            || holding.Lease.Id.Incarnation != renewal.Incarnation)
            return (this, renewal.Jobs);

        HeldJob[] unknown = [.. renewal.Jobs.Except(holding.Lease.Jobs)];
        return unknown.Length == renewal.Jobs.Count
            ? (this, unknown)
            : (With(renewal.Slot, holding with { Until = until, HasExpired = false }), unknown);
    }

    /// <summary>Leases past their period, and back-offs that ended, become work.</summary>
    public Schedule Passed(TimeSpan now, DateTimeOffset wallClock)
    {
        var state = At(now);
        foreach (var (slot, known) in Slots)
            state = known switch
            {
                SlotOccupancy.Holding holding when holding.HasExpired || holding.Until < now =>
                    state.Expire(slot, holding),
                SlotOccupancy.Idle idle when idle.IsGone(now) => state.With(slot, idle with { After = null }),
                _ => state,
            };

        foreach (var (study, work) in Studies)
            if (work.RetryAt <= wallClock)
                state = state.With(study, due => due with { MayHaveWork = true, RetryAt = null });

        return state.Serve();
    }

    /// <summary>
    /// Their node is gone: what these slots hold is eligible for others at once, and their requests are not served.
    /// </summary>
    public Schedule Lost(IEnumerable<SlotId> slots)
    {
        var state = this;
        foreach (var slot in slots)
        {
            var known = state.Slots.GetValueOrDefault(slot);
            if (known is SlotOccupancy.Holding holding) state = state.Expire(slot, holding);
            if (known is SlotOccupancy.Parked or SlotOccupancy.Idle)
            {
                state = state.Charging(known.ChargedTo, null);
                state = state with { Slots = state.Slots.Remove(slot), Waiting = state.Waiting.Remove(slot) };
            }
        }

        return state.Serve();
    }

    /// <summary>Every lease gets a fresh period: whoever slept must not judge others.</summary>
    public Schedule Refreshed(TimeSpan until)
    {
        var state = this;
        foreach (var (slot, known) in Slots)
            if (known is SlotOccupancy.Holding holding)
                state = state.With(slot, holding with { Until = until, HasExpired = false });
        return state;
    }

    /// <summary>A study was recovered: these leases of it are open, and nothing it was asked before counts.</summary>
    /// <param name="program">Null for one that was never submitted.</param>
    public Schedule Opened(
        StudyId study, ProgramIdentity? program, Standing standing, IReadOnlyList<HeldLease> leases, TimeSpan until)
    {
        var held = leases.ToDictionary(lease => lease.Id.Slot);
        var state = program is null ? this : Known(study.Name, program, standing);
        foreach (var slot in Slots.Keys.Union(held.Keys))
            state = state.Reopened(slot, study, held.GetValueOrDefault(slot), until);

        return program is null ? state.Serve() : state.WorkWaits(study, program, standing);
    }

    private Schedule Reopened(SlotId slot, StudyId study, HeldLease? lease, TimeSpan until)
    {
        if (lease is not null && IsOfAnother(Slots.GetValueOrDefault(slot), study))
            return Then(new SchedulerStep.End(study, lease.Id, "the slot went on with another study"));

        var request = Slots.GetValueOrDefault(slot) switch
        {
            SlotOccupancy.Reserved reserved when reserved.Study == study => reserved.Newer ?? reserved.Request,
            SlotOccupancy.Ending ending when ending.Study == study => ending.Request,
            SlotOccupancy.Parked parked when lease is not null => parked.Request,
            _ => null,
        };
        if (lease is null)
        {
            if (request is not null && Slots[slot] is not SlotOccupancy.Parked)
                return With(slot, new SlotOccupancy.Parked(request));

            var isHeld = Slots.GetValueOrDefault(slot) is SlotOccupancy.Holding holding && holding.Study == study;
            return isHeld ? With(slot, new SlotOccupancy.Idle(study, Now)) : this;
        }

        var reopened = With(slot, new SlotOccupancy.Holding(lease, study, until, HasExpired: false));
        return request is null ? reopened : reopened.Request(request);
    }

    /// <summary>Whether the slot has left this study for another, while this one could not be opened.</summary>
    private static bool IsOfAnother(SlotOccupancy? state, StudyId study) => state switch
    {
        SlotOccupancy.Reserved reserved => reserved.Study != study,
        SlotOccupancy.Holding holding => holding.Study != study,
        SlotOccupancy.Ending ending => ending.Study != study,
        _ => false,
    };

    private Schedule Expire(SlotId slot, SlotOccupancy.Holding holding) =>
        With(slot, holding with { HasExpired = true })
            .With(holding.Study.Name, work => work with { MayHaveWork = true });

    /// <summary>
    /// A study that is also the next one for the slot ends what the slot held and leases anew in one step; for another
    /// one the lease must have ended first.
    /// </summary>
    private Schedule Replace(SlotRequest request, SlotOccupancy.Holding holding) =>
        request.Id.Incarnation == holding.Lease.Id.Incarnation
        && With(request.Id.Slot, new SlotOccupancy.Parked(request)).StudyFor(request) == holding.Study
            ? Reserve(request, holding.Study)
            : With(request.Id.Slot, new SlotOccupancy.Ending(holding.Lease.Id, holding.Study, request))
                .Then(new SchedulerStep.End(holding.Study, holding.Lease.Id, "the slot asked for other work"));

    /// <summary>Every waiting slot that some study may have work for is reserved for it.</summary>
    private Schedule Serve()
    {
        if (Waiting.IsEmpty || Offering.IsEmpty) return this;

        var state = this;
        foreach (var slot in Waiting)
        {
            var request = ((SlotOccupancy.Parked)state.Slots[slot]).Request;
            if (state.StudyFor(request) is { } study) state = state.Reserve(request, study);
        }

        return state;
    }

    private Schedule Reserve(SlotRequest request, StudyId study)
    {
        LeaseId[] expired =
        [
            .. from slot in Expired.GetValueOrDefault(study, [])
               select ((SlotOccupancy.Holding)Slots[slot]).Lease.Id,
        ];
        return With(request.Id.Slot, new SlotOccupancy.Reserved(request, study, null))
            .Turned(study)
            .Then(new SchedulerStep.Grant(study, request, expired));
    }

    private Schedule With(SlotId slot, SlotOccupancy state)
    {
        var before = Slots.GetValueOrDefault(slot);
        var (wasWaiting, waits) = (before is SlotOccupancy.Parked, state is SlotOccupancy.Parked);
        return (this with
        {
            Slots = Slots.SetItem(slot, state),
            Waiting = wasWaiting == waits ? Waiting : waits ? Waiting.Add(slot) : Waiting.Remove(slot),
        }).Expiring(slot, ExpiredOf(before), ExpiredOf(state)).Charging(before?.ChargedTo, state.ChargedTo);
    }

    private static StudyId? ExpiredOf(SlotOccupancy? state) =>
        state is SlotOccupancy.Holding { HasExpired: true } holding ? holding.Study : null;

    /// <summary>The slot's expired lease was one of a study, and is now one of another or none.</summary>
    private Schedule Expiring(SlotId slot, StudyId? was, StudyId? now)
    {
        if (was == now) return this;

        var expired = Expired;
        if (was is { } left)
        {
            var rest = expired[left].Remove(slot);
            expired = rest.IsEmpty ? expired.Remove(left) : expired.SetItem(left, rest);
        }

        if (now is { } entered)
            expired = expired.SetItem(entered, expired.GetValueOrDefault(entered, []).Add(slot));
        return this with { Expired = expired };
    }

    private Schedule Then(SchedulerStep step) => this with { Steps = Steps.Add(step) };
}
