namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages.Work;

/// <summary>Jobs of the study as last submitted, by state; those not counted here wait.</summary>
public readonly record struct OutcomeCounts(long Running, long Completed, long Diverged, long Failed, long Cancelled)
{
    /// <summary>Jobs with an outcome.</summary>
    public long Settled => Completed + Diverged + Failed + Cancelled;

    public long Sum => Running + Settled;

    /// <param name="difference">1 for a job that enters the state, −1 for one that leaves it.</param>
    public OutcomeCounts With(JobState? state, int difference) => state switch
    {
        JobState.Running => this with { Running = Running + difference },
        JobState.Ended { Outcome: JobOutcome.Completed } => this with { Completed = Completed + difference },
        JobState.Ended { Outcome: JobOutcome.Diverged } => this with { Diverged = Diverged + difference },
        JobState.Ended { Outcome: JobOutcome.Failed } => this with { Failed = Failed + difference },
        JobState.Ended { Outcome: JobOutcome.Cancelled } => this with { Cancelled = Cancelled + difference },
        _ => this,
    };
}
