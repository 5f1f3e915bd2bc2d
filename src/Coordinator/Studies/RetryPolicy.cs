namespace Seedbed.Coordinator.Studies;

/// <summary>
/// When a failed job may run again: after a back-off on another node, and after twice that on the node it failed on,
/// so that another one is preferred and a single one is enough.
/// </summary>
public static class RetryPolicy
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <param name="failures">How often the job failed by itself so far; 0 after the crash of a pack.</param>
    /// <returns>1 s, doubled with each failure after the first, at most a minute.</returns>
    public static TimeSpan BackOff(int failures)
    {
        var doublings = Math.Clamp(failures - 1, 0, 6);
        return TimeSpan.FromTicks(Math.Min(First.Ticks << doublings, Longest.Ticks));
    }
}
