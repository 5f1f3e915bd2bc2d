namespace Seedbed.TrainerNode.Node;

using Akka.Actor;
using Seedbed.TrainerNode.Node.Slots;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// A slot's mouth and ears in one cluster. What the slot says goes out in this actor's name, so that answers come here;
/// the slot itself outlives the actor.
/// </summary>
public sealed class SlotActor : UntypedActor
{
    private readonly SlotSupervisor _slot;
    private readonly Action<IWorkMessage> _send;

    public SlotActor(SlotSupervisor slot, IActorRef coordinator)
    {
        var self = Self; // the property is the actor's own only on the actor's thread
        _slot = slot;
        _send = message => coordinator.Tell(message, self);
    }

    public static Props Props(SlotSupervisor slot, IActorRef coordinator) =>
        Akka.Actor.Props.Create(() => new SlotActor(slot, coordinator));

    protected override void PreStart() => _slot.Connect(_send);

    protected override void PostStop() => _slot.Disconnect(_send);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case IWorkMessage answer: _slot.Post(new SlotEvent.Received(answer)); break;
            default: Unhandled(message); break;
        }
    }
}
