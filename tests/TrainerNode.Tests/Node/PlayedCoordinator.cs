namespace Seedbed.TrainerNode.Tests.Node;

using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Seedbed.Messages;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Node.Slots;
using Seedbed.TrainerNode.Node.Store;
using Seedbed.TrainerNode.Programs.NoOp;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>A real slot with its real child process, and a coordinator that a test plays message by message.</summary>
internal sealed class PlayedCoordinator : IAsyncDisposable
{
    /// <summary>How long a test waits for a message before it fails: far above what anything takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly ProgramIdentity NoOp = new("no-op", new NoOpProgram().Description.Version, null);

    private readonly Channel<IWorkMessage> _heard = Channel.CreateUnbounded<IWorkMessage>();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-slot-");
    private readonly HttpClient _http = new();
    private int _leased;

    public PlayedCoordinator(ILogger? log = null)
    {
        Slot = new(
            new(new("node", 0), 1, new("cpu", "test"), 8, [NoOp], long.MaxValue),
            new(
                "cpu", Path.Combine(_folder.FullName, "artifacts"), Path.Combine(_folder.FullName, "slot.log"),
                Programs: []),
            new StoreClient(_http, Path.Combine(_folder.FullName, "content"), TimeProvider.System, NullLogger.Instance),
            TimeProvider.System,
            log ?? NullLogger.Instance);
        Slot.Connect(message => _heard.Writer.TryWrite(message));
    }

    public SlotSupervisor Slot { get; }

    /// <summary>The next message of a kind; others in between are passed over.</summary>
    public async Task<T> Hear<T>() where T : IWorkMessage
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
            if (await _heard.Reader.ReadAsync(patience.Token) is T message) return message;
    }

    public void Say(IWorkMessage message) => Slot.Post(new SlotEvent.Received(message));

    /// <summary>Grants jobs of the no-op program.</summary>
    public Lease Grant(RequestWork request, int lanes, int points = 0, int milliseconds = 0)
    {
        var parameters = new Dictionary<string, string>
        {
            ["points"] = $"{points}",
            ["finals"] = "2",
            ["milliseconds"] = $"{milliseconds}",
        };
        LeasedJob[] jobs =
            [
                .. from seed in Enumerable.Range(_leased, lanes)
                   select new LeasedJob(new(new("study"), 0, seed), 1, SeedVector.Of(seed)),
            ];
        _leased += lanes;
        var lease = new Lease(
            request.Slot, request.Incarnation, request.RequestId, NoOp, parameters, null,
            "http://127.0.0.1:9/", null, jobs, TimeSpan.FromSeconds(30));
        Say(lease);
        return lease;
    }

    public async ValueTask DisposeAsync()
    {
        await Slot.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}
