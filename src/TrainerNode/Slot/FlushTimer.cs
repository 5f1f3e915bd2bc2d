namespace Seedbed.TrainerNode.Slot;

/// <summary>
/// Flushes again and again, each time a wait after the last flush has returned: where a full pipe holds a flush up, no
/// other piles up behind it.
/// </summary>
public sealed class FlushTimer : IDisposable
{
    private readonly TimeSpan _wait;
    private readonly Action _flush;
    private readonly ITimer _timer;

    public FlushTimer(TimeProvider time, TimeSpan wait, Action flush)
    {
        (_wait, _flush) = (wait, flush);
        _timer = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
    }

    public void Dispose() => _timer.Dispose();

    private void Flush()
    {
        _flush();
        Arm();
    }

    /// <summary>Without effect on a disposed timer.</summary>
    private void Arm() => _timer.Change(_wait, Timeout.InfiniteTimeSpan);
}
