namespace Seedbed.Coordinator.Studies;

using System.Collections.Immutable;
using System.Diagnostics;
using Seedbed.Messages;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using static Seedbed.Messages.Journal.StudyEvent;

/// <summary>
/// One study, folded from its events: what is leased, what ended, what waits. Pure and immutable: no clock, no chance,
/// no actor. <see cref="StudyDecisions"/> says which events a command leads to.
/// </summary>
public sealed partial record StudyState
{
    /// <summary>Of a study that was never submitted.</summary>
    public static StudyState Empty { get; } = new();

    private StudyState() { }

    /// <summary>A state from a snapshot: all else follows from these.</summary>
    public static StudyState Restore(
        IReadOnlyList<StudySpecification> specifications,
        string source,
        ImmutableDictionary<JobKey, JobState> jobs,
        IEnumerable<OpenLease> leases,
        SharedParts shared,
        bool isPaused,
        Cancellations cancellations)
    {
        var index = specifications.Skip(1)
            .Aggregate(StudyIndex.Initial(specifications[0]), (known, next) => known.Extend(next));
        var state = new StudyState
        {
            Index = index,
            Source = source,
            Specifications = [.. specifications],
            Jobs = jobs,
            Leases = leases.ToImmutableDictionary(lease => lease.Id.Slot),
            Order = VisitingOrder.Of(specifications[^1], index),
            Shared = shared,
            IsPaused = isPaused,
            Cancellations = cancellations,
        };
        return state.WithCountsAndQueue().WithNextUntouched();
    }

    /// <summary>Null until the study is submitted.</summary>
    public StudyIndex? Index { get; private init; }

    /// <summary>The study file's text as last submitted.</summary>
    public string Source { get; private init; } = "";

    /// <summary>Every specification submitted, oldest first: what <see cref="Index"/> is made of.</summary>
    public ImmutableList<StudySpecification> Specifications { get; private init; } = [];

    /// <summary>Jobs that were leased at least once.</summary>
    public ImmutableDictionary<JobKey, JobState> Jobs { get; private init; } =
        ImmutableDictionary<JobKey, JobState>.Empty;

    /// <summary>Open leases; a slot has at most one.</summary>
    public ImmutableDictionary<SlotId, OpenLease> Leases { get; private init; } =
        ImmutableDictionary<SlotId, OpenLease>.Empty;

    /// <summary>Jobs that left a lease without an outcome and wait for another.</summary>
    public ImmutableSortedSet<ReturnedJob> Returned { get; private init; } = [];

    /// <summary>Jobs that wait likewise but whose cell or seed the study as last submitted has no more.</summary>
    public ImmutableHashSet<JobKey> Dormant { get; private init; } = [];

    /// <summary>The order in which jobs get their first lease.</summary>
    public VisitingOrder Order { get; private init; } = VisitingOrder.Empty;

    /// <summary>Where in <see cref="Order"/> the next job without a lease stands; its end when there is none.</summary>
    public long Next { get; private init; }

    public OutcomeCounts Counts { get; private init; }

    /// <summary>What results have in common, kept once.</summary>
    public SharedParts Shared { get; private init; } = SharedParts.Empty;

    /// <summary>Jobs of the study as last submitted.</summary>
    public long Total => Index?.ActiveJobs ?? 0;

    /// <summary>Those of them that are neither leased nor ended.</summary>
    public long WaitingCount => Total - Counts.Sum;

    /// <exception cref="InvalidOperationException">The study was never submitted.</exception>
    public StudySpecification Specification =>
        (Index ?? throw new InvalidOperationException("The study was never submitted.")).Specification;

    /// <summary>What a message about a job is worth.</summary>
    public JobVerdict Judge(JobKey job, long fence)
    {
        var state = Jobs.GetValueOrDefault(job);
        var latest = state?.History.Fence ?? 0;
        if (fence != latest) return fence < latest ? JobVerdict.Superseded : JobVerdict.Ahead;
        return state switch
        {
            JobState.Running => JobVerdict.Current,
            JobState.Ended { Outcome: JobOutcome.Cancelled } => JobVerdict.Superseded,
            JobState.Ended => JobVerdict.Ended,
            _ => JobVerdict.Left,
        };
    }

    /// <summary>Whether the job, of the study as last submitted, waits for its first lease.</summary>
    public bool IsUntouched(JobKey job) => !Jobs.ContainsKey(job) && !Cancellations.Covers(job.Cell);

    /// <summary>The job at a position of <see cref="Order"/>; null in a gap.</summary>
    public JobKey? JobAt(long position) =>
        Index is not null && Order[position] is var (cell, seed)
            ? new JobKey(Index.CellOf(cell), Index.SeedOf(seed))
            : null;

    /// <summary>Whether two jobs of the study as last submitted may be trained together.</summary>
    public bool MaySharePack(JobKey one, JobKey other) => one.Cell == other.Cell
        || (Index?.PositionOfCell(one.Cell) is { } cell && Index.PositionOfCell(other.Cell) is { } otherCell
            && Order.Groups.MayShare(cell, otherCell));

    /// <exception cref="UnreachableException">
    /// The event does not follow from this state, or there is no rule for it.
    /// </exception>
    public StudyState Apply(StudyEvent @event) => @event switch
    {
        Submitted submitted => Apply(submitted),
        Leased leased => Apply(leased),
        Ended ended => Apply(ended),
        AttemptFailed failed => Apply(failed),
        GivenUp given => Apply(given),
        Interrupted interrupted => Apply(interrupted),
        Checkpointed checkpointed => Apply(checkpointed),
        CheckpointDropped dropped => Apply(dropped),
        ReplayDiffered differed => Apply(differed),
        Paused => this with { IsPaused = true },
        Resumed => this with { IsPaused = false },
        Cancelled cancelled => Apply(cancelled),
        JobCancelled cancelled => Apply(cancelled),
        Retried retried => Apply(retried),
        _ => throw new UnreachableException($"No rule for {@event.GetType().Name}."),
    };

    private StudyState Apply(Submitted submitted)
    {
        var index = Index?.Extend(submitted.Specification) ?? StudyIndex.Initial(submitted.Specification);
        var state = this with
        {
            Index = index,
            Source = submitted.Source,
            Specifications = Specifications.Add(submitted.Specification),
            Order = VisitingOrder.Of(submitted.Specification, index),
            Next = 0,
            Cancellations = Cancellations.None,
        };
        return state
            .WithAnotherChance(submitted.At, (_, outcome) => outcome is JobOutcome.Failed or JobOutcome.Cancelled)
            .WithCountsAndQueue().WithNextUntouched();
    }

    private StudyState WithCountsAndQueue()
    {
        var counts = default(OutcomeCounts);
        var returned = ImmutableSortedSet.CreateBuilder<ReturnedJob>();
        var dormant = ImmutableHashSet.CreateBuilder<JobKey>();
        var seeds = Specification.Seeds.Count;
        var cancelled = Cancellations.OfStudy ? Total : seeds * Cancellations.Cells.Count(cell => IsCellActive(cell));
        foreach (var (job, state) in Jobs)
        {
            var isActive = IsActive(job);
            if (isActive) counts = counts.With(state, 1);
            if (isActive && Cancellations.Covers(job.Cell)) cancelled--;    // leased once, so it has its own state
            if (state is not JobState.Waiting waiting) continue;
            if (isActive) returned.Add(ReturnedJob.Of(job, waiting));
            else dormant.Add(job);
        }

        return this with
        {
            Counts = counts with { Cancelled = counts.Cancelled + cancelled },
            Returned = returned.ToImmutable(),
            Dormant = dormant.ToImmutable(),
        };
    }

    private StudyState WithNextUntouched()
    {
        var next = Cancellations.OfStudy ? Order.Count : Next;
        while (next < Order.Count && !(JobAt(next) is { } job && IsUntouched(job))) next++;
        return next == Next ? this : this with { Next = next };
    }

    private StudyState Apply(Leased leased)
    {
        var slot = leased.Slot with { Node = string.Intern(leased.Slot.Node) };
        var lease = new OpenLease(
            new(slot, leased.Incarnation, leased.RequestId), leased.Jobs.Count, [.. leased.Jobs], leased.Period);
        if (Leases.ContainsKey(slot)) throw new UnreachableException($"Slot {slot} holds a lease already.");

        var state = this with { Leases = Leases.Add(slot, lease) };
        foreach (var grant in leased.Jobs)
        {
            var job = new JobKey(grant.Cell, grant.Seed);
            var before = state.Jobs.GetValueOrDefault(job);
            if (before is JobState.Running || OutcomeOf(job) is not null || grant.Fence <= (before?.History.Fence ?? 0))
                throw new UnreachableException(
                    $"Job {job} cannot be leased under fence {grant.Fence}: it is {before}.");

            var history = (before?.History ?? History.None).Leased(grant.Fence, grant.ResumeFence, grant.ResumeStep);
            state = state.With(job, before, new JobState.Running(history, slot));
        }

        return state.WithNextUntouched();
    }

    private StudyState Apply(Ended ended)
    {
        var job = new JobKey(ended.Cell, ended.Seed);
        var running = RunningUnder(job, ended.Fence);
        var stored = Shared.Store(ended.Result, out var shared);
        var after = new JobState.Ended(running.History.Ended(), ended.Result.Outcome, running.Slot.Node, stored);
        return (this with { Shared = shared }).Left(job, running).With(job, running, after);
    }

    private StudyState Apply(AttemptFailed failed)
    {
        var job = new JobKey(failed.Cell, failed.Seed);
        var running = RunningUnder(job, failed.Fence);
        var history = running.History.Failed(failed.Reason, counts: Leases[running.Slot].WasAlone);
        var after = new JobState.Waiting(history, failed.At + RetryPolicy.BackOff(history.Failures), running.Slot.Node);
        return Left(job, running).With(job, running, after);
    }

    private StudyState Apply(GivenUp given)
    {
        var job = new JobKey(given.Cell, given.Seed);
        if (Jobs.GetValueOrDefault(job) is not JobState.Waiting waiting || waiting.History.Fence != given.Fence)
            throw new UnreachableException($"Job {job} cannot be given up under fence {given.Fence}.");

        var history = waiting.History.Ended();
        return With(job, waiting, new JobState.Ended(history, JobOutcome.Failed, waiting.FailedOn ?? "", null));
    }

    private StudyState Apply(Interrupted interrupted)
    {
        var job = new JobKey(interrupted.Cell, interrupted.Seed);
        var running = RunningUnder(job, interrupted.Fence);
        var after = new JobState.Waiting(running.History.Interrupted(), interrupted.At, null);
        return Left(job, running).With(job, running, after);
    }

    private StudyState Apply(Checkpointed checkpointed)
    {
        var job = new JobKey(checkpointed.Cell, checkpointed.Seed);
        var running = RunningUnder(job, checkpointed.Checkpoint.Fence);
        return With(job, running, running with { History = running.History.Checkpointed(checkpointed.Checkpoint) });
    }

    private StudyState Apply(CheckpointDropped dropped)
    {
        var job = new JobKey(dropped.Cell, dropped.Seed);
        var running = RunningUnder(job, dropped.Fence);
        return With(job, running, running with { History = running.History.Dropped(dropped.Checkpoint) });
    }

    /// <summary>Told of points that are journaled apart, so the job may have left its lease, or ended.</summary>
    private StudyState Apply(ReplayDiffered differed)
    {
        var job = new JobKey(differed.Cell, differed.Seed);
        var known = Jobs.GetValueOrDefault(job)
            ?? throw new UnreachableException($"Job {job} was never leased, so nothing of it was trained again.");
        return With(job, known, known with { History = known.History with { ReplayDiffered = true } });
    }

    private JobState.Running RunningUnder(JobKey job, long fence) =>
        Jobs.GetValueOrDefault(job) is JobState.Running running && running.History.Fence == fence
            ? running
            : throw new UnreachableException($"Job {job} is not leased under fence {fence}.");

    /// <summary>The job out of its lease, and the lease closed if it was the last.</summary>
    private StudyState Left(JobKey job, JobState.Running running) => this with
    {
        Leases = Leases[running.Slot].Without(job) is { } rest
            ? Leases.SetItem(running.Slot, rest)
            : Leases.Remove(running.Slot),
    };

    private StudyState With(JobKey job, JobState? before, JobState after)
    {
        var state = this with { Jobs = Jobs.SetItem(job, after) };
        if (!IsActive(job))
            return state with { Dormant = after is JobState.Waiting ? Dormant.Add(job) : Dormant.Remove(job) };

        var returned = Returned;
        if (before is JobState.Waiting was) returned = returned.Remove(ReturnedJob.Of(job, was));
        if (after is JobState.Waiting waits) returned = returned.Add(ReturnedJob.Of(job, waits));
        return state with { Returned = returned, Counts = Counts.With(before, -1).With(after, 1) };
    }

    private bool IsCellActive(int cell) => Index?.IsCellActive(cell) == true;

    private bool IsActive(JobKey job) => Index is not null && Index.IsActive(job.Cell, job.Seed);
}
