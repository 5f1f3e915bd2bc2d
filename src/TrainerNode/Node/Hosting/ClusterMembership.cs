namespace Seedbed.TrainerNode.Node.Hosting;

using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Hosting.Logging;
using Microsoft.Extensions.Logging;
using Seedbed.Messages;
using Seedbed.TrainerNode.Node.Slots;
using ClusterSettings = Seedbed.Messages.Cluster.ClusterSettings;

/// <summary>
/// Keeps the node in a cluster. Being downed, cut off or meeting a new cluster ends an actor system, not the node: the
/// next one joins again, with back-off, and the slots go on meanwhile.
/// </summary>
public sealed partial class ClusterMembership(
    NodeOptions options,
    Task<IReadOnlyList<Address>> coordinators,
    long incarnation,
    OfferedPrograms programs,
    IReadOnlyList<SlotSupervisor> slots,
    ILoggerFactory loggers,
    TimeProvider time)
{
    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(30));

    /// <summary>An actor system that lasted this long was no failed attempt to join.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(1);

    /// <summary>How long leaving may take; the others find out by themselves.</summary>
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(3);

    /// <summary>How long a member may be joining, once or twice over.</summary>
    private static readonly TimeSpan JoinTime = TimeSpan.FromSeconds(15);

    private readonly ILogger _logger = loggers.CreateLogger<ClusterMembership>();
    private volatile ActorSystem? _system;

    /// <summary>
    /// Completes once the node was told to stop and its last actor system has ended, or before it joined any.
    /// </summary>
    /// <exception cref="FormatException">There is no coordinator to join.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            var system = Start();
            try
            {
                Cluster.Get(system).JoinSeedNodes(await coordinators.WaitAsync(stop));
                _ = EndIfNeverUp(system);
                await system.WhenTerminated;
                if (stop.IsCancellationRequested) return;

                failures = time.GetElapsedTime(started) > Lasting ? 1 : failures + 1;
                var pause = BackOff.After(failures);
                LogJoinsAgain(pause.TotalSeconds);
                await Task.Delay(pause, time, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Leaves the cluster in good order, or in whatever order the time allows.</summary>
    public async Task LeaveAsync()
    {
        if (_system is not { } system) return;

        var left = CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
        if (await Task.WhenAny(left, Task.Delay(LeaveTime, time)) != left) await system.Terminate();
    }

    /// <summary>
    /// A cluster without a majority of the coordinators, such as one that was cut off and started again, takes members
    /// in and never gets them up.
    /// </summary>
    private async Task EndIfNeverUp(ActorSystem system)
    {
        var cluster = Cluster.Get(system);
        for (var wasJoining = false; !system.WhenTerminated.IsCompleted;)
        {
            await Task.WhenAny(system.WhenTerminated, Task.Delay(JoinTime, time));
            var isJoining = cluster.SelfMember.Status is MemberStatus.Joining or MemberStatus.WeaklyUp
                && cluster.State.Members.Any(member => member.UniqueAddress == cluster.SelfUniqueAddress);
            if (cluster.IsUp || cluster.IsTerminated) return;
            if (isJoining && wasJoining) await system.Terminate();
            wasJoining = isJoining;
        }
    }

    private ActorSystem Start()
    {
        var count = Math.Max(1, options.Coordinators.Count);
        var logger = $"{typeof(LoggerFactoryLogger).FullName}, {typeof(LoggerFactoryLogger).Assembly.GetName().Name}";
        var config = ClusterSettings.Member(ClusterSettings.TrainerRole, options.AkkaHost, options.AkkaPort, count)
            .WithFallback(ConfigurationFactory.ParseString($$"""
                akka.loggers = ["{{logger}}"]
                akka.coordinated-shutdown.exit-clr = off
                akka.coordinated-shutdown.run-by-actor-system-terminate = off
                akka.remote.retry-gate-closed-for = 1s
                """))
            .WithFallback(ClusterSingleton.DefaultConfig());
        var setup = ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(config), new LoggerFactorySetup(loggers));
        var system = ActorSystem.Create(ClusterSettings.SystemName, setup);
        Cluster.Get(system).RegisterOnMemberUp(
            () => system.ActorOf(NodeActor.Props(options.Name, incarnation, programs, slots), "node"));
        _system = system;
        return system;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The node is in no cluster any more; it joins again in {Seconds} s. Its slots go on.")]
    private partial void LogJoinsAgain(double seconds);
}
