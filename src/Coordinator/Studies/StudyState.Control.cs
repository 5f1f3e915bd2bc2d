namespace Seedbed.Coordinator.Studies;

using System.Diagnostics;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using static Seedbed.Messages.Journal.StudyEvent;

/// <summary>What people do to a running study: pause, cancel, retry.</summary>
public sealed partial record StudyState
{
    /// <summary>Whether nothing is leased until somebody resumes the study.</summary>
    public bool IsPaused { get; private init; }

    /// <summary>Jobs cancelled before their first lease.</summary>
    public Cancellations Cancellations { get; private init; } = Cancellations.None;

    /// <summary>Jobs that were leased and have no outcome, also those that the study as last submitted lacks.</summary>
    public IEnumerable<JobKey> OpenJobs =>
    [
        .. Leases.Values.SelectMany(lease => lease.Jobs.Select(job => new JobKey(job.Cell, job.Seed))),
        .. Returned.Select(returned => returned.Job),
        .. Dormant,
    ];

    /// <summary>The job's outcome; null while it has none.</summary>
    public JobOutcome? OutcomeOf(JobKey job) => Jobs.GetValueOrDefault(job) switch
    {
        JobState.Ended ended => ended.Outcome,
        null when Cancellations.Covers(job.Cell) => JobOutcome.Cancelled,
        _ => null,
    };

    /// <summary>How many jobs wait for their first lease.</summary>
    /// <param name="cell">In this cell; null for all.</param>
    public long UntouchedIn(int? cell)
    {
        if (cell is not { } one) return WaitingCount - Returned.Count;
        if (Index is null || !Index.IsCellActive(one) || Cancellations.Covers(one)) return 0;
        return Specification.Seeds.Count - Jobs.Keys.Count(job => job.Cell == one && IsActive(job));
    }

    private StudyState Apply(Cancelled cancelled)
    {
        var more = UntouchedIn(cancelled.Cell);
        var state = this with
        {
            Cancellations = Cancellations.With(cancelled.Cell),
            Counts = Counts with { Cancelled = Counts.Cancelled + more },
        };
        return state.WithNextUntouched();
    }

    private StudyState Apply(JobCancelled cancelled)
    {
        var job = new JobKey(cancelled.Cell, cancelled.Seed);
        var before = Jobs.GetValueOrDefault(job);
        var history = before?.History ?? History.None;
        if (OutcomeOf(job) is not null || history.Fence != cancelled.Fence)
            throw new UnreachableException(
                $"Job {job} cannot be cancelled under fence {cancelled.Fence}: it is {before}.");

        var (state, node) = before switch
        {
            JobState.Running running => (Left(job, running), running.Slot.Node),
            JobState.Waiting waiting => (this, waiting.FailedOn ?? ""),
            _ => (this, ""),
        };
        var after = new JobState.Ended(history.Ended(), JobOutcome.Cancelled, node, null);
        return state.With(job, before, after).WithNextUntouched();
    }

    private StudyState Apply(Retried retried)
    {
        var scope = new JobScope(retried.Cell, retried.Seed);
        return WithAnotherChance(retried.At, (job, outcome) => outcome == JobOutcome.Failed && scope.Contains(job))
            .WithCountsAndQueue();
    }

    /// <summary>Ended jobs of the study as last submitted wait again, their failures forgiven.</summary>
    private StudyState WithAnotherChance(DateTimeOffset at, Func<JobKey, JobOutcome, bool> isMeant)
    {
        var again =
            from entry in Jobs
            let ended = entry.Value as JobState.Ended
            where ended is not null && isMeant(entry.Key, ended.Outcome) && IsActive(entry.Key)
            select KeyValuePair.Create(entry.Key, (JobState)new JobState.Waiting(ended.History.Forgiven(), at, null));
        return this with { Jobs = Jobs.SetItems(again.ToList()) };
    }
}
