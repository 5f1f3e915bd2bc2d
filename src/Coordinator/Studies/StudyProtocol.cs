namespace Seedbed.Coordinator.Studies;

using Akka.Actor;
using Seedbed.Messages;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary>
/// What the scheduler and a study say to each other. The scheduler reserves a slot before it asks a study to lease to
/// it; the study answers once its journal has the lease. A study that starts again says so with
/// <see cref="StudyOpened"/>, and nothing it was asked before counts any more.
/// </summary>
public static class StudyProtocol
{
    // Scheduler to study.

    /// <summary>
    /// Lease the next pack to this slot and send it to its node. Answered by <see cref="LeaseGranted"/> or
    /// <see cref="NothingToLease"/>; repeated, it sends the same lease again.
    /// </summary>
    /// <param name="Node">Who gets the lease.</param>
    /// <param name="Expired">Leases of this study past their period.</param>
    public sealed record GrantLease(
        LeaseId Id, int MaxLanes, IActorRef Node, TimeSpan Period, IReadOnlyList<LeaseId> Expired);

    /// <summary>Send this open lease once more. Answered by <see cref="LeaseEnded"/> if it is no longer open.</summary>
    public sealed record ResendLease(LeaseId Id, IActorRef Node);

    /// <summary>Interrupt what this lease still holds. Answered by <see cref="LeaseEnded"/>.</summary>
    public sealed record EndLease(LeaseId Id, string Cause);

    /// <summary>
    /// A slot renews a job that the scheduler does not know it to hold: tell it if the job is superseded.
    /// </summary>
    public sealed record JudgeHeldJob(HeldJob Held, IActorRef Node);

    // Study to scheduler.

    /// <summary>The study is recovered; these leases of it are open.</summary>
    /// <param name="Program">Null for a study that was never submitted.</param>
    public sealed record StudyOpened(
        StudyId Study, ProgramIdentity? Program, Standing Standing, IReadOnlyList<HeldLease> Leases);

    /// <summary>The slot holds this lease.</summary>
    public sealed record LeaseGranted(StudyId Study, HeldLease Lease);

    /// <param name="RetryAt">When a job comes out of its back-off; null if none waits.</param>
    /// <param name="IsPaused">It leases nothing, whatever expires, until <see cref="WorkWaiting"/>.</param>
    public sealed record NothingToLease(StudyId Study, LeaseId Id, DateTimeOffset? RetryAt, bool IsPaused = false);

    /// <summary>No job is in this lease any more.</summary>
    public sealed record LeaseEnded(StudyId Study, LeaseId Id);

    /// <summary>
    /// A job was cancelled out of this lease, in which others may go on. Its slot's node is told, now and whenever it
    /// renews the job.
    /// </summary>
    public sealed record JobWithdrawn(LeaseId Id, HeldJob Held);

    /// <summary>There may be work for slots that offer this program.</summary>
    public sealed record WorkWaiting(StudyId Study, ProgramIdentity Program, Standing Standing);
}

/// <summary>A lease as the scheduler knows it.</summary>
/// <param name="Jobs">
/// As granted, or as recovered; those that ended since are not taken out, those that were cancelled are.
/// </param>
public sealed record HeldLease(LeaseId Id, IReadOnlyList<HeldJob> Jobs)
{
    public static HeldLease Of(StudyId study, OpenLease lease) =>
        new(
            lease.Id,
            [.. lease.Jobs.Select(grant => new HeldJob(new JobId(study, grant.Cell, grant.Seed), grant.Fence))]);

    /// <summary>But for this job.</summary>
    public HeldLease Without(HeldJob job) => this with { Jobs = [.. Jobs.Where(held => held != job)] };
}
