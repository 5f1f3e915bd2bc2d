namespace Seedbed.TrainerNode.Tests.Slot;

using Seedbed.TrainerNode.Slot;
using Xunit;

public sealed class FlushTimerTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    [Fact]
    public void The_next_flush_is_due_only_after_the_last_has_returned()
    {
        var time = new OneTimer();
        var armedWithinFlush = -1;
        using var timer = new FlushTimer(time, Wait, () => armedWithinFlush = time.Armed.Count);

        time.Fire();

        Assert.Equal(1, armedWithinFlush);
        Assert.Equal([(Wait, Timeout.InfiniteTimeSpan), (Wait, Timeout.InfiniteTimeSpan)], time.Armed);
    }

    /// <summary>One timer that fires when it is told to.</summary>
    private sealed class OneTimer : TimeProvider, ITimer
    {
        private Action _fire = () => { };

        public List<(TimeSpan Due, TimeSpan Period)> Armed { get; } = [];

        public void Fire() => _fire();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _fire = () => callback(state);
            if (dueTime != Timeout.InfiniteTimeSpan) Armed.Add((dueTime, period));
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Armed.Add((dueTime, period));
            return true;
        }

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
