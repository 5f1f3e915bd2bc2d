namespace Seedbed.Coordinator;

using System.Diagnostics;
using Akka.Actor;
using Akka.Persistence;

/// <summary>
/// A persistent actor that writes groups: requests that wait in its mailbox, or arrive while a write is in flight, are
/// collected, then decided in order (each sees the events of those before it) and written with one <c>PersistAll</c>.
/// Replies leave after the last event is durable.
/// </summary>
public abstract class GroupCommitActor<TEvent> : UntypedPersistentActor
{
    private readonly Queue<(object Request, IActorRef Sender)> _collected = new();
    private bool _writing;
    private bool _willFlush;

    private sealed record Flush;

    /// <summary>A group takes no more requests once it has this many events: bounds the transaction.</summary>
    protected virtual int MaxEvents => 2_000;

    /// <summary>A message to this actor, once it is recovered.</summary>
    protected abstract void Handle(object message);

    /// <summary>Decides on a working copy that has every event decided before, durable or not.</summary>
    /// <param name="events">Where the decided events are added.</param>
    /// <returns>The reply, sent once the events are durable.</returns>
    protected abstract Action Decide(object request, IActorRef sender, List<TEvent> events);

    /// <summary>These events are durable: the working copy is the state now. Runs before the replies.</summary>
    protected abstract void OnCommitted(IReadOnlyList<TEvent> events);

    /// <summary>Decides the request of the current sender with the next group.</summary>
    protected void Commit(object request)
    {
        _collected.Enqueue((request, Sender));
        FlushSoon();
    }

    protected sealed override void OnCommand(object message)
    {
        if (message is not Flush)
        {
            Handle(message);
            return;
        }

        _willFlush = false;
        WriteCollected();
    }

    /// <summary>
    /// An event that cannot be written leaves the working copy ahead of the journal: the actor starts again from there.
    /// </summary>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        throw new UnreachableException($"The journal rejected a {@event.GetType().Name}.", cause);

    /// <summary>After what is in the mailbox already: a result and its slot's next lease share a write.</summary>
    private void FlushSoon()
    {
        if (_writing || _willFlush) return;

        _willFlush = true;
        Self.Tell(new Flush());
    }

    private void WriteCollected()
    {
        List<TEvent> events = [];
        List<Action> replies = [];
        while (events.Count < MaxEvents && _collected.TryDequeue(out var next))
            replies.Add(Decide(next.Request, next.Sender, events));

        if (events.Count == 0)
        {
            replies.ForEach(reply => reply());
            return;
        }

        _writing = true;
        var left = events.Count;
        PersistAllAsync(events, _ =>
        {
            if (--left > 0) return;

            _writing = false;
            OnCommitted(events);
            replies.ForEach(reply => reply());
            if (_collected.Count > 0) FlushSoon();
        });
    }
}
