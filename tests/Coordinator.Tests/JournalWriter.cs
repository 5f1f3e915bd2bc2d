namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Akka.Persistence;

/// <summary>Appends what it is told to a stream, and repeats it once it is durable.</summary>
internal sealed class JournalWriter(string persistenceId) : UntypedPersistentActor
{
    public override string PersistenceId { get; } = persistenceId;

    public static Props Props(string persistenceId) => Akka.Actor.Props.Create(() => new JournalWriter(persistenceId));

    protected override void OnCommand(object message) => Persist(message, written => Sender.Tell(written));

    protected override void OnRecover(object message) { }
}
