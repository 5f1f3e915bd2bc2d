namespace Seedbed.Coordinator.Scheduling;

using Akka.Actor;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Work;

/// <summary>A slot's request for work, and who is answered.</summary>
public sealed record SlotRequest(
    LeaseId Id, Device Device, int MaxLanes, IReadOnlyList<ProgramIdentity> Programs, IActorRef Node)
{
    public static SlotRequest Of(WorkProtocol.RequestWork request, IActorRef node) =>
        new(
            new(request.Slot, request.Incarnation, request.RequestId), request.Device, request.MaxLanes,
            request.Programs, node);

    /// <summary>
    /// Whether it comes from the same process but was made before: it arrived late and says nothing any more.
    /// </summary>
    public bool IsOlderThan(LeaseId other) => Id.Incarnation == other.Incarnation && Id.RequestId < other.RequestId;
}

/// <summary>What a slot does, as far as the scheduler knows.</summary>
public abstract record SlotOccupancy
{
    private SlotOccupancy() { }

    /// <summary>The study whose share of the slots this one is in; null if it is nobody's.</summary>
    public virtual StudyId? ChargedTo => null;

    /// <summary>It holds nothing and asks for nothing.</summary>
    /// <param name="After">
    /// The study whose lease it held last. It is charged until the slot asks again: so a program that crashes pays for
    /// the time that the slot takes to come back.
    /// </param>
    /// <param name="Since">On the scheduler's monotonic clock.</param>
    public sealed record Idle(StudyId? After, TimeSpan Since) : SlotOccupancy
    {
        /// <summary>Longer than any back-off of a slot that will ask again.</summary>
        private static readonly TimeSpan LongestReturn = TimeSpan.FromMinutes(1);

        public override StudyId? ChargedTo => After;

        /// <summary>Whether the slot may not come back at all, so that it is nobody's.</summary>
        public bool IsGone(TimeSpan now) => After is not null && now - Since > LongestReturn;
    }

    /// <summary>It asks, and waits until a study has work for it.</summary>
    public sealed record Parked(SlotRequest Request) : SlotOccupancy;

    /// <summary>
    /// This study is deciding a lease for it; no other may. What it holds of that study, the decision ends.
    /// </summary>
    /// <param name="Newer">What it asked since; null if nothing.</param>
    public sealed record Reserved(SlotRequest Request, StudyId Study, SlotRequest? Newer) : SlotOccupancy
    {
        public override StudyId? ChargedTo => Study;
    }

    /// <summary>It holds a lease.</summary>
    /// <param name="Until">When its period ends, on the scheduler's monotonic clock.</param>
    /// <param name="HasExpired">Its jobs may go to others, and are its own until they do.</param>
    public sealed record Holding(HeldLease Lease, StudyId Study, TimeSpan Until, bool HasExpired) : SlotOccupancy
    {
        /// <summary>Nobody once it expired: its node may be gone.</summary>
        public override StudyId? ChargedTo => HasExpired ? null : Study;

        /// <summary>
        /// Whether the request is of a process before the one that lives: it arrived late and says nothing any more.
        /// </summary>
        public bool IsHeldAgainst(SlotRequest request) => !HasExpired && request.Id.Incarnation < Lease.Id.Incarnation;
    }

    /// <summary>The study is ending what it held; then its request is served.</summary>
    public sealed record Ending(LeaseId Lease, StudyId Study, SlotRequest Request) : SlotOccupancy
    {
        public override StudyId? ChargedTo => Study;
    }
}

/// <summary>What the scheduler's actor is to do. Sent to the study.</summary>
public abstract record SchedulerStep(StudyId Study)
{
    public sealed record Grant(StudyId Study, SlotRequest Request, IReadOnlyList<LeaseId> Expired)
        : SchedulerStep(Study);

    public sealed record Resend(StudyId Study, LeaseId Lease, IActorRef Node) : SchedulerStep(Study);

    public sealed record End(StudyId Study, LeaseId Lease, string Cause) : SchedulerStep(Study);
}
