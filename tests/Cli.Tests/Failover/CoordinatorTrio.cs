namespace Seedbed.Cli.Tests.Failover;

using System.Diagnostics;
using System.Globalization;
using Seedbed.Cli.Api;
using Seedbed.Cli.Local;
using Seedbed.Messages.Cluster;
using Seedbed.Messages.Hosting;

/// <summary>
/// Three coordinators on one PostgreSQL database and one store, as an operator starts them, and trainers. Disposing of
/// it kills them. Tests and measurements share it.
/// </summary>
internal sealed class CoordinatorTrio : IAsyncDisposable
{
    /// <summary>Machines of the coordinators, in the order that all members are given.</summary>
    public static readonly IReadOnlyList<string> Coordinators = ["c0", "c1", "c2"];

    /// <summary>Far above what any step takes: reaching it means that something hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly ChildExecutables _executables;
    private readonly IMachines _machines;
    private readonly string _folder;
    private readonly string _journal;
    private readonly int _slots;
    private readonly Dictionary<string, Child> _children = [];

    private CoordinatorTrio(
        ChildExecutables executables, IMachines machines, string folder, string journal, int slots) =>
        (_executables, _machines, _folder, _journal, _slots) = (executables, machines, folder, journal, slots);

    /// <summary>Addresses that members of the cluster are given, in order.</summary>
    private IEnumerable<string> Addresses => Coordinators.Select(
        machine => ClusterSettings.AddressOf(_machines.ClusterAddress(machine), _machines.Port(machine, "akka")));

    /// <summary>The directory that all coordinators keep contents in.</summary>
    public string Store => Path.Combine(_folder, "store");

    /// <param name="journal">Where the database is.</param>
    /// <param name="slots">Of each trainer.</param>
    /// <param name="trainers">Their machines.</param>
    public static async Task<CoordinatorTrio> StartAsync(
        ChildExecutables executables, IMachines machines, string folder, string journal, int slots,
        params IEnumerable<string> trainers)
    {
        var trio = new CoordinatorTrio(
            executables, machines, Directory.CreateDirectory(folder).FullName, journal, slots);
        foreach (var coordinator in Coordinators) trio.Start(coordinator);
        await Task.WhenAll(Coordinators.Select(trio.ReadyAsync));
        foreach (var trainer in trainers) trio.Start(trainer);
        return trio;
    }

    /// <summary>Where a coordinator's API is.</summary>
    public Uri Http(string coordinator) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"http://{_machines.ServiceAddress(coordinator)}:{_machines.Port(coordinator, "http")}"));

    /// <summary>The process on a machine.</summary>
    public int ProcessOn(string machine) => _children[machine].ProcessId;

    /// <summary>Any that is not this one.</summary>
    public static string Another(string coordinator) => Coordinators.First(other => other != coordinator);

    /// <summary>Which one acts, by what they say of themselves; null while none does.</summary>
    public async Task<string?> ActiveAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        foreach (var coordinator in Coordinators)
        {
            try
            {
                if (await http.GetStringAsync(new Uri(Http(coordinator), "/health")) == "ok\n") return coordinator;
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
            {
                // It does not live, or knows of nobody who acts.
            }
        }

        return null;
    }

    /// <summary>Waits until one acts, other than this one.</summary>
    public async Task<string> OtherActiveAsync(string? than = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await ActiveAsync() is { } active && active != than) return active;
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Waits until the study has ended, whoever acts meanwhile.</summary>
    public async Task FinishedAsync(string study, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                using var client = new CoordinatorClient(Http(await OtherActiveAsync()));
                await foreach (var view in client.WatchAsync(study, cancellation))
                    if (view.IsFinished) return;
            }
            catch (Exception left) when (left is ConnectionLostException or InfrastructureException)
            {
                // Another one acts by now, or soon.
            }
        }
    }

    /// <summary>Waits until a process that was told to stop, or killed, is gone, and starts it again.</summary>
    public async Task StartAgainAsync(string machine)
    {
        await _children[machine].Exited.WaitAsync(Patience);
        await _children[machine].DisposeAsync();
        Start(machine);
    }

    /// <summary>Starts what has ended, as a supervisor does.</summary>
    public async Task StartMissingAsync()
    {
        foreach (var (machine, child) in _children.ToList())
            if (child.Exited.IsCompleted) await StartAgainAsync(machine);
    }

    /// <summary>Waits until a coordinator says that it can be used.</summary>
    public async Task ReadyAsync(string machine)
    {
        var coordinator = _children[machine];
        await Task.WhenAny(coordinator.FirstLine, coordinator.Exited).WaitAsync(Patience);
        if (coordinator.Exited.IsCompleted) throw new InvalidOperationException(await coordinator.DescribeEndAsync());
        if (ReadyLine.Parse(await coordinator.FirstLine) is null)
            throw new InvalidOperationException($"'{await coordinator.FirstLine}' says nothing of being ready.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var child in _children.Values) await child.DisposeAsync();
    }

    private void Start(string machine)
    {
        var start = _machines.On(machine, Coordinators.Contains(machine) ? Coordinator(machine) : Trainer(machine));
        start.Environment["SEEDBED_JOURNAL"] = _journal;
        _children[machine] = Child.Start(machine, start, Path.Combine(_folder, $"{machine}.log"));
    }

    private ProcessStartInfo Coordinator(string machine) => ChildExecutables.StartOf(
        _executables.Coordinator,
        [
            "--state", Path.Combine(_folder, machine), "--store", Store, "--http", Http(machine).ToString(),
            "--akka-host", _machines.ClusterAddress(machine), "--akka-port", Text(_machines.Port(machine, "akka")),
            .. Addresses.SelectMany(address => (string[])["--peer", address]), "--lifeline",
        ]);

    private ProcessStartInfo Trainer(string machine) => ChildExecutables.StartOf(
        _executables.Trainer,
        [
            "node", .. Addresses.SelectMany(address => (string[])["--coordinator", address]), "--name", machine,
            "--akka-host", _machines.ClusterAddress(machine), "--cache", Path.Combine(_folder, machine),
            "--slots", Text(_slots), "--lifeline",
        ]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
