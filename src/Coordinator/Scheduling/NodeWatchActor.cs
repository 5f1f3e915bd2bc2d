namespace Seedbed.Coordinator.Scheduling;

using Akka.Actor;
using Akka.Cluster;

/// <summary>Tells the scheduler of members of the cluster that are not reachable or left it.</summary>
public sealed class NodeWatchActor(IActorRef scheduler) : UntypedActor
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);

    public static Props Props(IActorRef scheduler) => Akka.Actor.Props.Create(() => new NodeWatchActor(scheduler));

    /// <summary>Whether the actor system is in a cluster at all.</summary>
    public static bool IsNeeded(ActorSystem system) =>
        ((ExtendedActorSystem)system).Provider is IClusterActorRefProvider;

    protected override void PreStart() =>
        _cluster.Subscribe(
            Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
            typeof(ClusterEvent.UnreachableMember), typeof(ClusterEvent.MemberRemoved));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ClusterEvent.UnreachableMember unreachable: Lose(unreachable.Member); break;
            case ClusterEvent.MemberRemoved removed: Lose(removed.Member); break;
            default: Unhandled(message); break;
        }
    }

    private void Lose(Member member) => scheduler.Tell(new SchedulerActor.NodeLost(member.Address));
}
