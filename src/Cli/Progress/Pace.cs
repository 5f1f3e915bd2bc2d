namespace Seedbed.Cli.Progress;

using Seedbed.Messages.Http;

/// <summary>How far a study is and how long the rest may take, from the jobs that ended since this command began to watch.</summary>
/// <param name="EndedBefore">Jobs that had an outcome when watching began.</param>
internal readonly record struct Pace(long EndedBefore)
{
    /// <summary>Jobs with an outcome.</summary>
    public static long Ended(JobCounts jobs) => jobs.Total - jobs.Waiting - jobs.Running;

    /// <summary>Time left if the rest goes as fast as what ended so far; null before the first job has ended.</summary>
    public TimeSpan? Remaining(JobCounts jobs, TimeSpan elapsed)
    {
        var ended = Ended(jobs) - EndedBefore;
        return ended > 0 ? elapsed * ((double)(jobs.Waiting + jobs.Running) / ended) : null;
    }
}
