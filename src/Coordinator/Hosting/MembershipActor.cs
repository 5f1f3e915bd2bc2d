namespace Seedbed.Coordinator.Hosting;

using Akka.Actor;
using Akka.Cluster;
using Seedbed.Coordinator.Scheduling;
using ClusterSettings = Seedbed.Messages.Cluster.ClusterSettings;

/// <summary>Tells the coordinator of trainer nodes that left the cluster or were put out of it. Being unreachable alone is not being lost.</summary>
internal sealed class MembershipActor(IActorRef coordinator) : UntypedActor
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);

    internal static Props Props(IActorRef coordinator) => Akka.Actor.Props.Create(() => new MembershipActor(coordinator));

    protected override void PreStart() =>
        _cluster.Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ClusterEvent.MemberRemoved { Member: var member } when member.HasRole(ClusterSettings.TrainerRole):
                coordinator.Tell(new SchedulerActor.NodeLost(member.Address));
                break;
            case ClusterEvent.MemberRemoved: break;      // another coordinator
            default: Unhandled(message); break;
        }
    }
}
