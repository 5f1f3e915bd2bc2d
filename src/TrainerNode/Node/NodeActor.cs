namespace Seedbed.TrainerNode.Node;

using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;
using Akka.Event;
using Seedbed.Messages.Programs;
using Seedbed.TrainerNode.Node.Hosting;
using Seedbed.TrainerNode.Node.Slots;
using static Seedbed.Messages.Work.WorkProtocol;
using ClusterSettings = Seedbed.Messages.Cluster.ClusterSettings;

/// <summary>
/// The node in one cluster: finds the coordinator, introduces the node's programs until they are known, and gives each
/// slot an actor to speak through. Ends the actor system when the last coordinator has left, or another process answers
/// in its place: a new one forms a new cluster. Holds nothing that must not be lost.
/// </summary>
public sealed class NodeActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan OfferInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(0.5);

    /// <summary>Within which the way to the coordinator turns from one that is gone to the next.</summary>
    private static readonly TimeSpan TurnTime = TimeSpan.FromSeconds(0.5);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly string _node;
    private readonly long _incarnation;
    private readonly Dictionary<ProgramIdentity, string> _unknown;
    private readonly IActorRef _coordinator;
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly KnownCoordinators _coordinators = new();
    private readonly IReadOnlyList<SlotSupervisor> _slots;

    public NodeActor(string node, long incarnation, OfferedPrograms programs, IReadOnlyList<SlotSupervisor> slots)
    {
        (_node, _incarnation, _unknown, _slots) = (node, incarnation, new(programs.Descriptions), slots);
        _coordinator = Context.ActorOf(
            ClusterSingletonProxy.Props(
                $"/user/{ClusterSettings.Singleton}",
                ClusterSingletonProxySettings.Create(Context.System)
                    .WithRole(ClusterSettings.CoordinatorRole).WithSingletonName(ClusterSettings.Singleton)),
            "coordinator");
        Offer();
        foreach (var slot in slots) Context.ActorOf(SlotActor.Props(slot, _coordinator), $"slot-{slot.Slot}");
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(
        string node, long incarnation, OfferedPrograms programs, IReadOnlyList<SlotSupervisor> slots) =>
        Akka.Actor.Props.Create(() => new NodeActor(node, incarnation, programs, slots));

    private sealed record OfferAgain;

    /// <summary>What was said to a coordinator that is gone may be lost.</summary>
    private sealed record SayAgain;

    /// <summary>Which process is at the coordinators' addresses?</summary>
    private sealed record AskWho;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(OfferAgain), new OfferAgain(), OfferInterval);
        Timers.StartPeriodicTimer(nameof(AskWho), new AskWho(), AskInterval);
        _cluster.Subscribe(
            Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(ClusterEvent.IMemberEvent));
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case OfferAgain: Offer(); break;
            case AskWho: Ask(); break;
            case SayAgain: foreach (var slot in _slots) slot.Post(new SlotEvent.Connected()); break;
            case ActorIdentity { Subject: { } answering }: Hear(answering.Path); break;
            case ActorIdentity: break; // one that only just starts
            case ProgramKnown known: Forget(known.Program); break;
            case ClusterEvent.CurrentClusterState present: Add(present.Members); break;
            case ClusterEvent.MemberRemoved removed: Remove(removed.Member); break;
            case ClusterEvent.IMemberEvent present: Add([present.Member]); break;
            default: Unhandled(message); break;
        }
    }

    private void Offer()
    {
        foreach (var description in _unknown.Values)
            _coordinator.Tell(new OfferProgram(_node, _incarnation, description), Self);
    }

    private void Add(IEnumerable<Member> members)
    {
        foreach (var member in members)
            if (member.HasRole(ClusterSettings.CoordinatorRole)) _coordinators.Add(member.UniqueAddress);
    }

    /// <summary>
    /// Each process that may host the coordinator has an actor of this name, with a number of its own.
    /// </summary>
    private void Ask()
    {
        foreach (var address in _coordinators.Addresses)
            Context.ActorSelection(new RootActorPath(address) / "user" / ClusterSettings.Singleton)
                .Tell(new Identify(nameof(AskWho)), Self);
    }

    /// <summary>Nobody is left to take leave of: the actor system ends at once.</summary>
    private void Hear(ActorPath answering)
    {
        if (!_coordinators.Hear(answering.Address, answering.Uid)) return;

        _log.Warning("Another process answers at {0} in the coordinator's place.", answering.Address);
        _ = Context.System.Terminate();
    }

    private void Remove(Member member)
    {
        if (_coordinators.Remove(member.UniqueAddress))
            _ = CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
        else if (member.HasRole(ClusterSettings.CoordinatorRole))
            Timers.StartSingleTimer(nameof(SayAgain), new SayAgain(), TurnTime);
    }

    private void Forget(ProgramIdentity known)
    {
        _unknown.Remove(known);
        if (_unknown.Count == 0) Timers.Cancel(nameof(OfferAgain));
    }
}
