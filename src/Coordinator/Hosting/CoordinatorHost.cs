namespace Seedbed.Coordinator.Hosting;

using System.Net;
using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using Seedbed.Coordinator.Http;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;
using Seedbed.Data;
using Seedbed.Messages.Hosting;
using Seedbed.Messages.Studies;

/// <summary>A coordinator that runs: its web server, its actor system, and the singleton in it.</summary>
internal sealed class CoordinatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenRegistration _stop;

    private CoordinatorHost(WebApplication application, CancellationTokenRegistration stop, ReadyLine ready)
    {
        (_application, _stop) = (application, stop);
        Ready = ready;
        Stopped = application.WaitForShutdownAsync();
    }

    /// <summary>
    /// Completes when the host has stopped: because it was told to, or because the cluster put it out.
    /// </summary>
    public Task Stopped { get; }

    public ActorSystem System => _application.Services.GetRequiredService<ActorSystem>();

    /// <summary>Address of the API.</summary>
    public Uri Http => Ready.Http;

    public ReadyLine Ready { get; }

    /// <summary>
    /// Starts all of it. The web server comes before the cluster, because leases tell nodes its address; the API
    /// answers once the coordinator actor has recovered, here or at a peer, which is when this returns.
    /// </summary>
    /// <param name="journal">Prepared.</param>
    /// <param name="storage">Of data, results and checkpoints.</param>
    /// <param name="stop">Ends it in good order.</param>
    /// <param name="coordinator">Makes the coordinator actor.</param>
    /// <exception cref="IOException">An address is in use.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before it was ready.</exception>
    public static async Task<CoordinatorHost> Start(
        CoordinatorOptions options, StateDirectory state, IJournal journal, IStorage storage,
        Func<CoordinatorParts, Props> coordinator, CancellationToken stop)
    {
        var application = Build(options, state, journal, storage);
        var stopping = stop.Register(application.Lifetime.StopApplication);
        try
        {
            await application.StartAsync(stop);
            return new(application, stopping, await Serve(application, options, coordinator));
        }
        catch
        {
            await stopping.DisposeAsync();
            await application.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.DisposeAsync();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    /// <summary>Puts the coordinator actor to work and waits until it, or a peer's, has recovered.</summary>
    private static async Task<ReadyLine> Serve(
        WebApplication application, CoordinatorOptions options, Func<CoordinatorParts, Props> coordinator)
    {
        var services = application.Services;
        var listening = new Uri(application.Urls.Single());
        var advertised = options.Advertised ?? Reachable(listening, options.AkkaHost);
        var (system, active) = (
            services.GetRequiredService<ActorSystem>(), services.GetRequiredService<ActiveCoordinator>());
        var actor = CoordinatorCluster.StartSingleton(system, coordinator(new(
            advertised, new(new(advertised, $"{Api.Root}/store/")), services.GetRequiredService<CheckpointStore>(),
            services.GetRequiredService<IJournal>(), active)));
        services.GetRequiredService<ActorRegistry>().Register<CoordinatorFront>(actor);
        if (options.Peers.Count > 0)
            CoordinatorCluster.StandBy(system, actor, active, services.GetRequiredService<TimeProvider>());
        CoordinatorCluster.Join(system, options.Peers);

        await active.Wait(application.Lifetime.ApplicationStopping);
        return new(true, listening, Cluster.Get(system).SelfAddress.ToString());
    }

    /// <summary>Nobody reaches a machine at the address that stands for all of its own.</summary>
    private static Uri Reachable(Uri listening, string host) =>
        IPAddress.TryParse(listening.IdnHost, out var address)
        && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(listening) { Host = host }.Uri
            : listening;

    private static WebApplication Build(
        CoordinatorOptions options, StateDirectory state, IJournal journal, IStorage storage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Http.GetLeftPart(UriPartial.Authority));
        builder.Logging.AddCoordinatorLog(state.Log);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(journal)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IHostLifetime, NoLifetime>()
            .AddSingleton(new ContentStore(storage, DataLimits.Bytes))
            .AddSingleton(new CheckpointStore(storage, DataLimits.Bytes))
            .AddSingleton<ActiveCoordinator>()
            .AddSingleton<CoordinatorFront>()
            .AddSingleton<CurveQuery>()
            .AddCoordinatorCluster(options, JournalSettings.Of(journal))
            .AddApi();

        var application = builder.Build();
        application.MapApi(hasPeers: options.Peers.Count > 0);
        return application;
    }
}
