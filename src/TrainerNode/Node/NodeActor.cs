namespace Seedbed.TrainerNode.Node;

using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;
using Seedbed.Messages.Programs;
using Seedbed.TrainerNode.Node.Hosting;
using Seedbed.TrainerNode.Node.Slots;
using static Seedbed.Messages.Work.WorkProtocol;
using ClusterSettings = Seedbed.Messages.Cluster.ClusterSettings;

/// <summary>
/// The node in one cluster: finds the coordinator, introduces the node's programs until they are known, and gives each
/// slot an actor to speak through. Ends the actor system when the last coordinator has left: a new one forms a new
/// cluster. Holds nothing that must not be lost.
/// </summary>
public sealed class NodeActor : UntypedActor
{
    private static readonly TimeSpan OfferInterval = TimeSpan.FromSeconds(2);
    private readonly string _node;
    private readonly long _incarnation;
    private readonly Dictionary<ProgramIdentity, string> _unknown;
    private readonly IActorRef _coordinator;
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly HashSet<UniqueAddress> _coordinators = [];

    public NodeActor(string node, long incarnation, OfferedPrograms programs, IReadOnlyList<SlotSupervisor> slots)
    {
        (_node, _incarnation, _unknown) = (node, incarnation, new(programs.Descriptions));
        _coordinator = Context.ActorOf(
            ClusterSingletonProxy.Props(
                $"/user/{ClusterSettings.Singleton}",
                ClusterSingletonProxySettings.Create(Context.System)
                    .WithRole(ClusterSettings.CoordinatorRole).WithSingletonName(ClusterSettings.Singleton)),
            "coordinator");
        Offer();
        foreach (var slot in slots) Context.ActorOf(SlotActor.Props(slot, _coordinator), $"slot-{slot.Slot}");
    }

    public static Props Props(
        string node, long incarnation, OfferedPrograms programs, IReadOnlyList<SlotSupervisor> slots) =>
        Akka.Actor.Props.Create(() => new NodeActor(node, incarnation, programs, slots));

    protected override void PreStart()
    {
        SetReceiveTimeout(OfferInterval);
        _cluster.Subscribe(
            Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(ClusterEvent.IMemberEvent));
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ReceiveTimeout: Offer(); break;
            case ProgramKnown known: Forget(known.Program); break;
            case ClusterEvent.CurrentClusterState present: KeepCoordinators(present.Members); break;
            case ClusterEvent.MemberRemoved removed: Remove(removed.Member); break;
            case ClusterEvent.IMemberEvent present: KeepCoordinators([present.Member]); break;
            default: Unhandled(message); break;
        }
    }

    private void Offer()
    {
        foreach (var description in _unknown.Values)
            _coordinator.Tell(new OfferProgram(_node, _incarnation, description), Self);
    }

    private void KeepCoordinators(IEnumerable<Member> present) => _coordinators.UnionWith(
        from member in present where member.HasRole(ClusterSettings.CoordinatorRole) select member.UniqueAddress);

    private void Remove(Member member)
    {
        if (_coordinators.Remove(member.UniqueAddress) && _coordinators.Count == 0)
            _ = CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
    }

    private void Forget(ProgramIdentity known)
    {
        _unknown.Remove(known);
        if (_unknown.Count == 0) SetReceiveTimeout(null);
    }
}
