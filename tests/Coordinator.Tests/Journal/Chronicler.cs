namespace Seedbed.Coordinator.Tests.Journal;

using Akka.Actor;
using Akka.Persistence;

/// <summary>Journals what it is told and answers when it is durable; tells what it recovered when asked.</summary>
internal sealed class Chronicler(string persistenceId) : UntypedPersistentActor
{
    private readonly List<object> _events = [];

    public override string PersistenceId => persistenceId;

    public static Props Props(string persistenceId) => Akka.Actor.Props.Create(() => new Chronicler(persistenceId));

    public sealed record Tell(IReadOnlyList<object> Events);

    public sealed record Told(IReadOnlyList<object> Events);

    protected override void OnCommand(object message)
    {
        if (message is not Tell tell) return;
        PersistAll(tell.Events, _events.Add);
        DeferAsync(new Told(_events), Sender.Tell);
    }

    protected override void OnRecover(object message)
    {
        if (message is not RecoveryCompleted) _events.Add(message);
    }
}
