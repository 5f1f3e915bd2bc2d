namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Akka.Persistence;

/// <summary>Replays a stream and answers any question with its events.</summary>
/// <param name="fromSnapshot">Only those after the latest snapshot.</param>
internal sealed class JournalReader<TEvent>(string persistenceId, bool fromSnapshot) : UntypedPersistentActor
{
    private readonly List<TEvent> _events = [];

    public override string PersistenceId { get; } = persistenceId;

    public override Recovery Recovery =>
        new(fromSnapshot ? SnapshotSelectionCriteria.Latest : SnapshotSelectionCriteria.None);

    public static Props Props(string persistenceId, bool fromSnapshot = false) =>
        Akka.Actor.Props.Create(() => new JournalReader<TEvent>(persistenceId, fromSnapshot));

    protected override void OnCommand(object message) => Sender.Tell((IReadOnlyList<TEvent>)_events);

    protected override void OnRecover(object message)
    {
        if (message is TEvent @event) _events.Add(@event);
    }
}
