namespace Seedbed.TrainerNode.Node.Hosting;

using Akka.Actor;
using Microsoft.Extensions.Logging;
using Seedbed.Messages;
using Seedbed.Messages.Cluster;
using Seedbed.Messages.Hosting;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Node.Devices;
using Seedbed.TrainerNode.Node.Slots;
using Seedbed.TrainerNode.Node.Store;
using Seedbed.Training.Programs;

/// <summary>
/// The life of a node's process: slots start at once, then clusters come and go, and at the end unfinished jobs
/// go back.
/// </summary>
public static class NodeProcess
{
    private const int Stopped = 0;
    private const int CannotStart = 1;

    /// <summary>A machine that died does not refuse a connection: it never answers.</summary>
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    /// <summary>How long acknowledgements are waited for at the end; what is not given back by then expires.</summary>
    private static readonly TimeSpan AcknowledgementTime = TimeSpan.FromSeconds(3);

    /// <returns>0 after it was told to stop, 1 if it could not start; the reason is then on standard error.</returns>
    public static async Task<int> RunAsync(NodeOptions options, IReadOnlyList<ITrainingProgram> builtIn)
    {
        try
        {
            var programs = await OfferedPrograms.FindAsync(builtIn, options.Programs, CancellationToken.None);
            await RunAsync(options, programs, TimeProvider.System);
            return Stopped;
        }
        catch (Exception refused) when (
            refused is IOException or UnauthorizedAccessException or InvalidOperationException or FormatException)
        {
            await Console.Error.WriteLineAsync($"seedbed node: {refused.Message}");
            return CannotStart;
        }
    }

    private static async Task RunAsync(NodeOptions options, OfferedPrograms programs, TimeProvider time)
    {
        using var stop = new StopSignal(options.Lifeline);
        var folders = NodeFolders.Create(options.Cache, options.Name);
        using var log = new NodeLog(folders.Log, Console.Error, time);
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = ConnectTime })
        {
            Timeout = TimeSpan.FromMinutes(10),
        };
        var incarnation = time.GetUtcNow().ToUnixTimeMilliseconds(); // a later process of the node has a larger one

        var store = new StoreClient(http, folders.Content, time, loggers.CreateLogger("store"));
        var slots = new List<SlotSupervisor>();
        foreach (var (index, device) in (await DevicesAsync(options)).Index())
        {
            var offer = new SlotOffer(
                new(options.Name, index), incarnation, device, programs.MaxLanes, programs.Identities,
                options.MaxResidentBytes, options.CheckpointSeconds);
            var launch = new SlotLaunch(
                device.Name, folders.ArtifactsOf(index), folders.LogOf(index), options.Programs);
            slots.Add(new(offer, launch, store, time, loggers.CreateLogger($"slot {index}")));
        }

        try
        {
            var coordinators = FindCoordinatorsAsync(options, stop); // slots and actor system start meanwhile
            var membership = new ClusterMembership(options, coordinators, incarnation, programs, slots, loggers, time);
            var joined = membership.RunAsync(stop.Token);
            var ended = Task.WhenAny(slots.Select(slot => slot.Completion).Append(joined));
            await Task.WhenAny(ended, Task.Delay(Timeout.Infinite, stop.Token));
            stop.Request();
            await DrainAsync(slots, options.DrainTime, time);
            await membership.LeaveAsync();
            await joined;
        }
        finally
        {
            await Task.WhenAll(slots.Select(slot => slot.DisposeAsync().AsTask()));
        }
    }

    /// <summary>From the options, or from the first line of standard input; then the lifeline is held.</summary>
    /// <exception cref="FormatException">The line is no address, or there is none.</exception>
    private static async Task<IReadOnlyList<Address>> FindCoordinatorsAsync(NodeOptions options, StopSignal stop)
    {
        var line = options.Coordinators.Count > 0
            ? null
            : await Task.Factory.StartNew(
                Console.In.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (options.Lifeline) stop.HoldLifeline(Console.In);
        return options.Coordinators.Count > 0 ? options.Coordinators : [CoordinatorAddress.Parse(line)];
    }

    private static async Task<IReadOnlyList<Device>> DevicesAsync(NodeOptions options) => options.Device switch
    {
        DeviceType.Cuda => SlotDevices.Assign(await CudaDevices.FindAsync(CancellationToken.None), options.Slots),
        _ => SlotDevices.Assign([CpuDevice.Find()], options.Slots ?? CpuDevice.Threads),
    };

    private static async Task DrainAsync(IReadOnlyList<SlotSupervisor> slots, TimeSpan within, TimeProvider time) =>
        await Task.WhenAny(
            Task.WhenAll(slots.Select(slot => slot.DrainAsync(within))),
            Task.Delay(within + AcknowledgementTime, time));
}
