namespace Seedbed.Cli.Tests.Failover;

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Seedbed.Cli.Api;
using Seedbed.Cli.Local;
using Seedbed.Cli.Tests.Processes;
using Seedbed.Messages.Cluster;
using Seedbed.Messages.Hosting;
using Xunit;

/// <summary>
/// Three coordinators on one PostgreSQL database and one store, as an operator starts them, and a trainer of two slots.
/// Disposing of it kills them.
/// </summary>
internal sealed class CoordinatorTrio : IAsyncDisposable
{
    private static readonly Random Ports = new(Environment.ProcessId);

    private readonly string _folder;
    private readonly string _journal;
    private readonly int[] _akka = [FreePort(), FreePort(), FreePort()];
    private readonly int[] _http = [FreePort(), FreePort(), FreePort()];
    private readonly Child?[] _coordinators = new Child?[3];
    private readonly ChildExecutables _executables =
        ChildExecutables.FindBeside(Path.GetDirectoryName(SeedbedProcess.Assembly)!);

    private Child? _trainer;

    private CoordinatorTrio(string folder, string journal) => (_folder, _journal) = (folder, journal);

    /// <summary>Addresses that members of the cluster are given, in order.</summary>
    private string[] Addresses => [.. _akka.Select(port => ClusterSettings.AddressOf("127.0.0.1", port))];

    /// <param name="journal">Where the database is.</param>
    public static async Task<CoordinatorTrio> StartAsync(string folder, string journal)
    {
        var trio = new CoordinatorTrio(Directory.CreateDirectory(folder).FullName, journal);
        for (var index = 0; index < 3; index++) trio.Start(index);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(trio.ReadyAsync));
        trio.StartTrainer();
        return trio;
    }

    /// <summary>Where a coordinator's API is.</summary>
    public Uri Http(int index) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_http[index]}"));

    /// <summary>A coordinator's process.</summary>
    public int ProcessOf(int index) => ProcessTree.ChildOf(Environment.ProcessId, StateOf(index));

    /// <summary>The trainer's process.</summary>
    public int Trainer => ProcessTree.ChildOf(Environment.ProcessId, Path.Combine(_folder, "cache"));

    /// <summary>Which one acts, by what they say of themselves; null while none does.</summary>
    public async Task<int?> ActiveAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (var index = 0; index < 3; index++)
        {
            try
            {
                if (await http.GetStringAsync(new Uri(Http(index), "/health")) == "ok\n") return index;
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
            {
                // It does not live, or knows of nobody who acts.
            }
        }

        return null;
    }

    /// <summary>Waits until one acts, other than this one.</summary>
    public async Task<int> OtherActiveAsync(int? than = null)
    {
        using var limit = new CancellationTokenSource(SeedbedProcess.Patience);
        while (true)
        {
            if (await ActiveAsync() is { } active && active != than) return active;
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Waits until the study has ended, whoever acts meanwhile.</summary>
    public async Task FinishedAsync(string study)
    {
        using var limit = new CancellationTokenSource(SeedbedProcess.Patience);
        while (true)
        {
            try
            {
                using var client = new CoordinatorClient(Http(await OtherActiveAsync()));
                await foreach (var view in client.WatchAsync(study, limit.Token))
                    if (view.IsFinished) return;
            }
            catch (ConnectionLostException)
            {
                // Another one acts by now, or soon.
            }
        }
    }

    /// <summary>Waits until a coordinator that was told to stop, or killed, is gone, and starts it again.</summary>
    public async Task StartAgainAsync(int index)
    {
        await _coordinators[index]!.Exited.WaitAsync(SeedbedProcess.Patience);
        await _coordinators[index]!.DisposeAsync();
        Start(index);
        await ReadyAsync(index);
    }

    private void Start(int index)
    {
        var start = ChildExecutables.StartOf(
            _executables.Coordinator,
            [
                "--state", StateOf(index), "--store", Path.Combine(_folder, "store"), "--http", Http(index).ToString(),
                "--akka-port", _akka[index].ToString(CultureInfo.InvariantCulture),
                .. Addresses.SelectMany(address => (string[])["--peer", address]), "--lifeline",
            ]);
        start.Environment["SEEDBED_JOURNAL"] = _journal;
        _coordinators[index] = Child.Start($"coordinator {index}", start, Path.Combine(_folder, $"{index}.log"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_trainer is not null) await _trainer.DisposeAsync();
        foreach (var coordinator in _coordinators)
            if (coordinator is not null) await coordinator.DisposeAsync();
    }

    private void StartTrainer() => _trainer = Child.Start(
        "trainer",
        ChildExecutables.StartOf(
            _executables.Trainer,
            [
                "node", .. Addresses.SelectMany(address => (string[])["--coordinator", address]), "--name", "lab",
                "--cache", Path.Combine(_folder, "cache"), "--slots", "2", "--lifeline",
            ]),
        Path.Combine(_folder, "trainer.log"));

    private async Task ReadyAsync(int index)
    {
        var coordinator = _coordinators[index]!;
        await Task.WhenAny(coordinator.FirstLine, coordinator.Exited).WaitAsync(SeedbedProcess.Patience);
        Assert.False(
            coordinator.Exited.IsCompleted, coordinator.Exited.IsCompleted ? await coordinator.DescribeEndAsync() : "");
        Assert.NotNull(ReadyLine.Parse(await coordinator.FirstLine));
    }

    private string StateOf(int index) =>
        Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"state-{index}"));

    /// <summary>
    /// Below those that the system hands out for connections: what is free now is free when a process starts again.
    /// </summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Ports.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one.
            }
        }
    }
}
