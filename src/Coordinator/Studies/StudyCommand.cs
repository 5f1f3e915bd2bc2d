namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary>What can be asked of a study. Each carries its time, may be repeated, and then changes nothing.</summary>
public abstract record StudyCommand(DateTimeOffset At)
{
    /// <summary>Run what is missing or failed of this specification.</summary>
    /// <param name="AcceptsChanges">Whether what was begun with another program or other data begins anew.</param>
    public sealed record Submit(
        StudySpecification Specification, string Source, DateTimeOffset At, bool AcceptsChanges = false)
        : StudyCommand(At);

    /// <summary>Lease the next pack to a slot that the scheduler reserved for this study.</summary>
    /// <param name="MaxLanes">The most jobs the slot takes.</param>
    /// <param name="Expired">Leases past their period: their jobs are interrupted and may be in the pack.</param>
    public sealed record Lease(
        LeaseId Id, int MaxLanes, TimeSpan Period, IReadOnlyList<LeaseId> Expired, DateTimeOffset At)
        : StudyCommand(At);

    /// <summary>Interrupt what a slot holds by this lease.</summary>
    public sealed record EndLease(LeaseId Id, string Cause, DateTimeOffset At) : StudyCommand(At);

    /// <summary>A job ended by itself.</summary>
    public sealed record Finish(JobKey Job, long Fence, JobResult Result, DateTimeOffset At) : StudyCommand(At);

    /// <summary>The job's own slot failed.</summary>
    public sealed record Fail(JobKey Job, long Fence, string Reason, DateTimeOffset At) : StudyCommand(At);

    /// <summary>The node gives a job back.</summary>
    public sealed record Release(JobKey Job, long Fence, string Cause, DateTimeOffset At) : StudyCommand(At);

    /// <summary>The job has a checkpoint in the store.</summary>
    public sealed record KeepCheckpoint(JobKey Job, long Fence, Checkpoint Checkpoint, DateTimeOffset At)
        : StudyCommand(At);

    /// <summary>The job cannot go on from the checkpoint that its lease names.</summary>
    public sealed record DropCheckpoint(
        JobKey Job, long Fence, Checkpoint Checkpoint, string Reason, DateTimeOffset At) : StudyCommand(At);

    /// <summary>An epoch that was trained again ended in another state.</summary>
    public sealed record NoteReplay(JobKey Job, long Fence, long Step, DateTimeOffset At) : StudyCommand(At);

    /// <summary>Lease nothing more; what runs goes on to its end.</summary>
    public sealed record Pause(DateTimeOffset At) : StudyCommand(At);

    /// <summary>Lease again.</summary>
    public sealed record Resume(DateTimeOffset At) : StudyCommand(At);

    /// <summary>End every job in scope that has no outcome.</summary>
    /// <param name="Reason">Who or why; null for nothing.</param>
    public sealed record Cancel(JobScope Scope, string? Reason, DateTimeOffset At) : StudyCommand(At);

    /// <summary>Give every failed job in scope another chance.</summary>
    public sealed record Retry(JobScope Scope, DateTimeOffset At) : StudyCommand(At);
}
