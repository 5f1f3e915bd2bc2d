namespace Seedbed.Coordinator.Studies;

/// <summary>A job that came back and waits for another lease. Ordered by when it may run, then by job.</summary>
/// <param name="From">When its back-off ends.</param>
/// <param name="FailedOn">The node whose slot failed; null after an interruption.</param>
/// <param name="AnywhereFrom">When it may run on that node too.</param>
/// <param name="Step">Step that it goes on from; 0 if it begins anew.</param>
public readonly record struct ReturnedJob(
    DateTimeOffset From, JobKey Job, bool Alone, string? FailedOn, DateTimeOffset AnywhereFrom, long Step)
    : IComparable<ReturnedJob>
{
    public static ReturnedJob Of(JobKey job, JobState.Waiting state) =>
        new(state.From, job, state.History.Alone, state.FailedOn,
            state.FailedOn is null ? state.From : state.From + RetryPolicy.BackOff(state.History.Failures),
            state.History.Newest?.Step ?? 0);

    public DateTimeOffset FromOn(string node) => node == FailedOn ? AnywhereFrom : From;

    public int CompareTo(ReturnedJob other) =>
        From != other.From ? From.CompareTo(other.From) : Job.CompareTo(other.Job);

    public static bool operator <(ReturnedJob left, ReturnedJob right) => left.CompareTo(right) < 0;

    public static bool operator <=(ReturnedJob left, ReturnedJob right) => left.CompareTo(right) <= 0;

    public static bool operator >(ReturnedJob left, ReturnedJob right) => left.CompareTo(right) > 0;

    public static bool operator >=(ReturnedJob left, ReturnedJob right) => left.CompareTo(right) >= 0;
}
