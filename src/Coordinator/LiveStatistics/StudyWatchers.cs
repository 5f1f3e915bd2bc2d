namespace Seedbed.Coordinator.LiveStatistics;

using Akka.Actor;

/// <summary>
/// Who watches a study, and when they are told: <see cref="Interval"/> after a change, with everything that changed
/// meanwhile. Belongs to one actor, which gets <see cref="PushViews"/> when a push is due.
/// </summary>
public sealed class StudyWatchers(IActorRef owner, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly HashSet<IActorRef> _watchers = [];
    private bool _isDue;

    /// <summary>To the owner: build a view and <see cref="Push"/> it.</summary>
    public sealed record PushViews;

    public bool Add(IActorRef watcher) => _watchers.Add(watcher);

    public bool Remove(IActorRef watcher) => _watchers.Remove(watcher);

    /// <summary>Something changed: a push follows within the interval, one for all changes until then.</summary>
    public void OnChange()
    {
        if (_isDue || _watchers.Count == 0) return;

        _isDue = true;
        Task.Delay(Interval, clock).PipeTo(owner, success: () => new PushViews());
    }

    public void Push(object view)
    {
        _isDue = false;
        foreach (var watcher in _watchers) watcher.Tell(view);
    }
}
