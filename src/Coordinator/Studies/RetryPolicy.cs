namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages;

/// <summary>
/// When a failed job may run again: after a back-off on another node, and after twice that on the node it failed on,
/// so that another one is preferred and a single one is enough.
/// </summary>
public static class RetryPolicy
{
    private static readonly BackOff Waits = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <param name="failures">How often the job failed by itself so far; 0 after the crash of a pack.</param>
    public static TimeSpan BackOff(int failures) => Waits.After(failures);
}
