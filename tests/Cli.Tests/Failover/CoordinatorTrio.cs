namespace Seedbed.Cli.Tests.Failover;

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Seedbed.Cli.Api;
using Seedbed.Cli.Local;
using Seedbed.Messages.Cluster;
using Seedbed.Messages.Hosting;

/// <summary>
/// Three coordinators on one PostgreSQL database and one store, as an operator starts them, and a trainer. Disposing of
/// it kills them. Tests and measurements share it.
/// </summary>
internal sealed class CoordinatorTrio : IAsyncDisposable
{
    /// <summary>Far above what any step takes: reaching it means that something hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly Random Ports = new(Environment.ProcessId);

    private readonly string _folder;
    private readonly string _journal;
    private readonly int[] _akka = [FreePort(), FreePort(), FreePort()];
    private readonly int[] _http = [FreePort(), FreePort(), FreePort()];
    private readonly Child?[] _coordinators = new Child?[3];
    private readonly ChildExecutables _executables;
    private Child? _trainer;

    private CoordinatorTrio(ChildExecutables executables, string folder, string journal) =>
        (_executables, _folder, _journal) = (executables, folder, journal);

    /// <summary>Addresses that members of the cluster are given, in order.</summary>
    private string[] Addresses => [.. _akka.Select(port => ClusterSettings.AddressOf("127.0.0.1", port))];

    /// <param name="journal">Where the database is.</param>
    /// <param name="slots">Of the trainer.</param>
    public static async Task<CoordinatorTrio> StartAsync(
        ChildExecutables executables, string folder, string journal, int slots)
    {
        var trio = new CoordinatorTrio(executables, Directory.CreateDirectory(folder).FullName, journal);
        for (var index = 0; index < 3; index++) trio.Start(index);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(trio.ReadyAsync));
        trio.StartTrainer(slots);
        return trio;
    }

    /// <summary>Where a coordinator's API is.</summary>
    public Uri Http(int index) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_http[index]}"));

    /// <summary>A coordinator's process.</summary>
    public int ProcessOf(int index) => Of(index).ProcessId;

    /// <summary>The trainer's process.</summary>
    public int Trainer => _trainer?.ProcessId ?? throw new InvalidOperationException("There is no trainer.");

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
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await ActiveAsync() is { } active && active != than) return active;
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Waits until the study has ended, whoever acts meanwhile.</summary>
    public async Task FinishedAsync(string study)
    {
        using var limit = new CancellationTokenSource(Patience);
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
        await Of(index).Exited.WaitAsync(Patience);
        await Of(index).DisposeAsync();
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

    private void StartTrainer(int slots) => _trainer = Child.Start(
        "trainer",
        ChildExecutables.StartOf(
            _executables.Trainer,
            [
                "node", .. Addresses.SelectMany(address => (string[])["--coordinator", address]), "--name", "lab",
                "--cache", Path.Combine(_folder, "cache"), "--slots",
                slots.ToString(CultureInfo.InvariantCulture), "--lifeline",
            ]),
        Path.Combine(_folder, "trainer.log"));

    private async Task ReadyAsync(int index)
    {
        var coordinator = Of(index);
        await Task.WhenAny(coordinator.FirstLine, coordinator.Exited).WaitAsync(Patience);
        if (coordinator.Exited.IsCompleted) throw new InvalidOperationException(await coordinator.DescribeEndAsync());
        if (ReadyLine.Parse(await coordinator.FirstLine) is null)
            throw new InvalidOperationException($"'{await coordinator.FirstLine}' says nothing of being ready.");
    }

    private Child Of(int index) =>
        _coordinators[index] ?? throw new InvalidOperationException($"Coordinator {index} was not started.");

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
