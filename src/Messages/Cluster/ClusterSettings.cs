namespace Seedbed.Messages.Cluster;

using System.Globalization;
using Akka.Configuration;
using Seedbed.Messages.Serialization;

/// <summary>
/// What all members of the cluster must agree on: names, remoting, failure detection and serialization.
/// </summary>
public static class ClusterSettings
{
    /// <summary>Name of every member's actor system: members with another name do not find each other.</summary>
    public const string SystemName = "seedbed";

    public const string CoordinatorRole = "coordinator";
    public const string TrainerRole = "trainer";

    /// <summary>
    /// Name of the coordinator's singleton; its manager is <c>/user/coordinator</c> on members with
    /// <see cref="CoordinatorRole"/>.
    /// </summary>
    public const string Singleton = "coordinator";

    /// <summary>
    /// The configuration of one member. It joins nobody by itself: that is done by address, once it is known.
    /// </summary>
    /// <param name="role"><see cref="CoordinatorRole"/> or <see cref="TrainerRole"/>.</param>
    /// <param name="host">Address to listen on, by which the others reach it.</param>
    /// <param name="port">0 takes any free one.</param>
    /// <param name="coordinators">
    /// How many coordinators there are to be. Nobody is up before a majority of them is there, and nobody stays up
    /// without one; any member may be the one that decides this, so all are told.
    /// </param>
    public static Config Member(string role, string host, int port, int coordinators = 1) =>
        ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            akka.cluster.roles = ["{{role}}"]
            akka.cluster.role.{{CoordinatorRole}}.min-nr-of-members = {{(coordinators / 2) + 1}}
            akka.cluster.split-brain-resolver.static-quorum.quorum-size = {{(coordinators / 2) + 1}}
            akka.remote.dot-netty.tcp {
              hostname = "{{host}}"
              port = {{port}}
            }
            """))
        .WithFallback(Shared)
        .WithFallback(SerializationSettings.Hocon);

    /// <summary>The address of a member, as others join it: <c>akka.tcp://seedbed@host:port</c>.</summary>
    public static string AddressOf(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"akka.tcp://{SystemName}@{host}:{port}");

    private static readonly Type Logger = typeof(LastResortLogger);

    /// <remarks>
    /// Intervals of 200 ms where Akka has 1 s make a local cluster form and find its singleton in under a second. A
    /// side without a majority of the coordinators ends its actor systems and joins anew. The heartbeat's pause is
    /// longer than Akka's because training fills every core of a small machine; for its sake, too, the scheduler wakes
    /// 20 times a second and not 100. Signals are the process's to handle:
    /// Akka's own hook would stop the actor system on a Ctrl+C that was not meant for it.
    /// </remarks>
    private static Config Shared { get; } = ConfigurationFactory.ParseString($$"""
        akka {
          stdout-loglevel = OFF
          stdout-logger-class = "{{Logger.FullName}}, {{Logger.Assembly.GetName().Name}}"
          log-dead-letters-during-shutdown = off
          actor.provider = cluster
          scheduler.tick-duration = 50ms
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          remote.dot-netty.tcp.maximum-frame-size = 128000b
          cluster {
            periodic-tasks-initial-delay = 50ms
            gossip-interval = 200ms
            leader-actions-interval = 200ms
            unreachable-nodes-reaper-interval = 500ms
            seed-node-timeout = 2s
            retry-unsuccessful-join-after = 1s
            failure-detector.acceptable-heartbeat-pause = 5s
            down-removal-margin = 1s
            split-brain-resolver {
              active-strategy = static-quorum
              stable-after = 4s
              static-quorum.role = "{{CoordinatorRole}}"
            }
            singleton.hand-over-retry-interval = 500ms
            singleton-proxy {
              role = "{{CoordinatorRole}}"
              singleton-identification-interval = 200ms
              log-singleton-identification-failure = off
            }
          }
        }
        """);
}
