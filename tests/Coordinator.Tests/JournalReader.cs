namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Akka.Persistence;

/// <summary>Replays a stream from its beginning and answers any question with its events.</summary>
internal sealed class JournalReader<TEvent>(string persistenceId) : UntypedPersistentActor
{
    private readonly List<TEvent> _events = [];

    public override string PersistenceId { get; } = persistenceId;

    public override Recovery Recovery => new(SnapshotSelectionCriteria.None);

    public static Props Props(string persistenceId) => Akka.Actor.Props.Create(() => new JournalReader<TEvent>(persistenceId));

    protected override void OnCommand(object message) => Sender.Tell((IReadOnlyList<TEvent>)_events);

    protected override void OnRecover(object message)
    {
        if (message is TEvent @event) _events.Add(@event);
    }
}
