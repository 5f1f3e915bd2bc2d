namespace Seedbed.Cli.Progress;

using Seedbed.Messages.Http;

/// <summary>
/// How far a study is and how long the rest may take, from the jobs that ended since this command began to watch.
/// </summary>
/// <param name="EndedBefore">Jobs that had an outcome when watching began.</param>
internal readonly record struct Pace(long EndedBefore)
{
    /// <summary>Jobs with an outcome.</summary>
    public static long Ended(JobCounts jobs) => jobs.Total - jobs.Waiting - jobs.Running;

    /// <summary>
    /// Time left if the rest goes as fast as what was done so far, a running job being half done on average; null
    /// before the first job has ended.
    /// </summary>
    public TimeSpan? Remaining(JobCounts jobs, TimeSpan elapsed)
    {
        var ended = Ended(jobs) - EndedBefore;
        var half = jobs.Running / 2.0;
        return ended > 0 ? elapsed * ((jobs.Waiting + half) / (ended + half)) : null;
    }
}
