namespace Seedbed.Coordinator.Hosting;

using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;
using Akka.Hosting;
using Seedbed.Coordinator.Journal;
using ClusterSettings = Seedbed.Messages.Cluster.ClusterSettings;

/// <summary>
/// The coordinator's side of the cluster: its actor system, and the one coordinator actor in all of it.
/// </summary>
internal static class CoordinatorCluster
{
    /// <summary>How long a majority of the coordinators may take to come together.</summary>
    private static readonly TimeSpan JoinTime = TimeSpan.FromSeconds(20);

    internal static IServiceCollection AddCoordinatorCluster(
        this IServiceCollection services, CoordinatorOptions options, JournalSettings journal) =>
        services.AddAkka(ClusterSettings.SystemName, akka => akka
            .AddHocon(
                ClusterSettings.Member(
                    ClusterSettings.CoordinatorRole, options.AkkaHost, options.AkkaPort, options.Coordinators),
                HoconAddMode.Prepend)
            .AddHocon(ClusterSingleton.DefaultConfig(), HoconAddMode.Append)
            .AddHocon(journal.Hocon, HoconAddMode.Append)
            .AddSetup(journal.Setup)
            .ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory()));

    /// <summary>Makes this member able to host the coordinator actor.</summary>
    /// <returns>Reaches the coordinator actor, on whichever member it is.</returns>
    internal static IActorRef StartSingleton(ActorSystem system, Props coordinator)
    {
        var settings = ClusterSingletonManagerSettings.Create(system)
            .WithSingletonName(ClusterSettings.Singleton)
            .WithRole(ClusterSettings.CoordinatorRole);
        var host = system.ActorOf(ClusterSingletonManager.Props(coordinator, settings), ClusterSettings.Singleton);
        return system.ActorOf(
            ClusterSingletonProxy.Props(
                host.Path.ToStringWithoutAddress(),
                ClusterSingletonProxySettings.Create(system).WithSingletonName(ClusterSettings.Singleton)),
            "coordinator-proxy");
    }

    /// <summary>Keeps this process told of who acts, and in a cluster that has a majority.</summary>
    internal static void StandBy(
        ActorSystem system, IActorRef coordinator, ActiveCoordinator active, TimeProvider time)
    {
        system.ActorOf(ActiveFinderActor.Props(coordinator, active, time), "active-finder");
        _ = EndUnlessUp(system, time);
    }

    /// <summary>
    /// The first of the peers forms a cluster by itself when it reaches no other. If it was only cut off, nobody else
    /// comes to that cluster, ever.
    /// </summary>
    private static async Task EndUnlessUp(ActorSystem system, TimeProvider time)
    {
        var up = new TaskCompletionSource();
        Cluster.Get(system).RegisterOnMemberUp(() => up.TrySetResult());
        var patience = Task.Delay(JoinTime, time);
        if (await Task.WhenAny(up.Task, system.WhenTerminated, patience) == patience)
            await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
    }

    /// <summary>
    /// Joins the other coordinators, or forms a cluster with whoever of them comes; a coordinator without peers forms
    /// one by itself.
    /// </summary>
    internal static void Join(ActorSystem system, IReadOnlyList<Address> peers)
    {
        var cluster = Cluster.Get(system);
        if (peers.Count == 0) cluster.Join(cluster.SelfAddress);
        else cluster.JoinSeedNodes(peers);
    }
}
