namespace Seedbed.TrainerNode.Tests.Node;

using System.Threading.Channels;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using static Seedbed.Messages.Work.WorkProtocol;
using ClusterSettings = Seedbed.Messages.Cluster.ClusterSettings;

/// <summary>
/// A cluster with a coordinator singleton whose part the test plays: it hears everything and answers what it likes.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private readonly ActorSystem _system;

    /// <param name="port">0 takes any free one.</param>
    /// <param name="leaves">
    /// Whether it says good-bye when it ends, as a stopped coordinator does and a killed one does not.
    /// </param>
    public TestCluster(int port = 0, bool leaves = true)
    {
        var config = ConfigurationFactory.ParseString($"""
            akka.loggers = []
            akka.coordinated-shutdown.run-by-actor-system-terminate = {(leaves ? "on" : "off")}
            """).WithFallback(ClusterSettings.Member(ClusterSettings.CoordinatorRole, "127.0.0.1", port))
            .WithFallback(ClusterSingleton.DefaultConfig());
        _system = ActorSystem.Create(ClusterSettings.SystemName, config);
        var settings = ClusterSingletonManagerSettings.Create(_system)
            .WithSingletonName(ClusterSettings.Singleton).WithRole(ClusterSettings.CoordinatorRole);
        _system.ActorOf(
            ClusterSingletonManager.Props(Props.Create(() => new ListeningActor(_heard.Writer)), settings),
            ClusterSettings.Singleton);
        Cluster.Get(_system).Join(Cluster.Get(_system).SelfAddress);
        Address = Cluster.Get(_system).SelfAddress;
    }

    public Address Address { get; }

    /// <summary>The next message of a kind; others in between are passed over.</summary>
    public async Task<Heard> Hear<T>() where T : IWorkMessage
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
            if (await _heard.Reader.ReadAsync(patience.Token) is { Message: T } heard) return heard;
    }

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        _system.Dispose();
    }

    internal sealed record Heard(IWorkMessage Message, IActorRef From);

    private sealed class ListeningActor(ChannelWriter<Heard> heard) : UntypedActor
    {
        protected override void OnReceive(object message) => heard.TryWrite(new((IWorkMessage)message, Sender));
    }
}
