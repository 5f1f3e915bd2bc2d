namespace Seedbed.Coordinator.Hosting;

using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using Seedbed.Coordinator.Http;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Studies;
using Seedbed.Data;
using Seedbed.Messages.Hosting;
using Seedbed.Messages.Studies;

/// <summary>A coordinator that runs: its web server, its actor system, and the singleton in it.</summary>
internal sealed class CoordinatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private CoordinatorHost(WebApplication application, ReadyLine ready)
    {
        _application = application;
        Ready = ready;
        Stopped = application.WaitForShutdownAsync();
    }

    /// <summary>
    /// Completes when the host has stopped: by a signal, by the end of its lifeline, or because the cluster put it out.
    /// </summary>
    public Task Stopped { get; }

    public ActorSystem System => _application.Services.GetRequiredService<ActorSystem>();

    /// <summary>Address of the API.</summary>
    public Uri Http => Ready.Http;

    public ReadyLine Ready { get; }

    /// <summary>
    /// Starts all of it. The web server comes before the cluster, because leases tell nodes its address; the API
    /// answers once the coordinator actor has recovered, which is when this returns.
    /// </summary>
    /// <param name="journal">Prepared.</param>
    /// <param name="storage">Of data, results and checkpoints.</param>
    /// <param name="coordinator">Makes the coordinator actor.</param>
    /// <exception cref="IOException">An address is in use.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before it was ready.</exception>
    public static async Task<CoordinatorHost> Start(
        CoordinatorOptions options, StateDirectory state, IJournal journal, IStorage storage,
        Func<StoreLocation, CheckpointStore, Props> coordinator)
    {
        var application = Build(options, state, journal, storage);
        try
        {
            await application.StartAsync();
            return new(application, await Serve(application, coordinator));
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    /// <summary>Puts the coordinator actor to work and waits until it has recovered.</summary>
    private static async Task<ReadyLine> Serve(
        WebApplication application, Func<StoreLocation, CheckpointStore, Props> coordinator)
    {
        var http = application.Urls.Single();
        var system = application.Services.GetRequiredService<ActorSystem>();
        var checkpoints = application.Services.GetRequiredService<CheckpointStore>();
        var props = coordinator(new(new($"{http}{Api.Root}/store/")), checkpoints);
        var actor = CoordinatorCluster.StartSingleton(system, props);
        CoordinatorCluster.Form(system);

        application.Services.GetRequiredService<ActorRegistry>().Register<CoordinatorFront>(actor);
        await application.Services.GetRequiredService<CoordinatorFront>()
            .WaitUntilRecovered(application.Lifetime.ApplicationStopping);
        return new(true, new(http), Cluster.Get(system).SelfAddress.ToString());
    }

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
            .AddSingleton<IHostLifetime, ProcessLifetime>()
            .AddSingleton(new ContentStore(storage, DataLimits.Bytes))
            .AddSingleton(new CheckpointStore(storage, DataLimits.Bytes))
            .AddSingleton<CoordinatorFront>()
            .AddSingleton<CurveQuery>()
            .AddCoordinatorCluster(options, JournalSettings.Of(journal))
            .AddApi();

        var application = builder.Build();
        application.MapApi();
        return application;
    }
}
