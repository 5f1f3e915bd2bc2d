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
    internal static IServiceCollection AddCoordinatorCluster(
        this IServiceCollection services, CoordinatorOptions options, JournalSettings journal) =>
        services.AddAkka(ClusterSettings.SystemName, akka => akka
            .AddHocon(
                ClusterSettings.Member(ClusterSettings.CoordinatorRole, options.AkkaHost, options.AkkaPort),
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

    /// <summary>Forms a cluster of this member, which trainer nodes join.</summary>
    internal static void Form(ActorSystem system)
    {
        var cluster = Cluster.Get(system);
        cluster.Join(cluster.SelfAddress);
    }
}
