namespace Seedbed.Bench.Recovery;

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Seedbed.Cli.Api;
using Seedbed.Cli.Local;
using Seedbed.Cli.Tests.Failover;
using Seedbed.Messages.Cluster;
using Seedbed.Messages.Hosting;

/// <summary>
/// A coordinator and trainers on addresses that stay, each of which is killed as <c>kill -9</c> does and started again.
/// Their folder is removed at the end.
/// </summary>
internal sealed partial class CrashableCluster : IAsyncDisposable
{
    private const int Slots = 2;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-bench-");
    private readonly ThisMachine _machine = new();
    private Child? _coordinator;
    private Child? _trainer;
    private int _trainers;

    public CrashableCluster() => Client = new(new(HttpAddress));

    public string State => Path.Combine(_folder.FullName, "state");

    public CoordinatorClient Client { get; }

    /// <summary>Size of the journal with what its write-ahead log holds.</summary>
    public double JournalMegabytes => Megabytes(
        new DirectoryInfo(State).EnumerateFiles("journal.db*").Sum(file => file.Length));

    private string HttpAddress => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port("http")}");

    /// <returns>From the start of the process until it said that it is ready.</returns>
    public async Task<TimeSpan> StartCoordinatorAsync()
    {
        var started = Stopwatch.GetTimestamp();
        _coordinator = Child.Start(
            "coordinator",
            ChildExecutables.StartOf(
                BuiltTool.Children.Coordinator,
                "--state", State, "--http", HttpAddress, "--akka-port", Text(Port("akka")), "--lifeline"),
            Path.Combine(_folder.FullName, "coordinator.log"));
        if (await Task.WhenAny(_coordinator.FirstLine, _coordinator.Exited) == _coordinator.Exited)
            throw new InvalidOperationException(await _coordinator.DescribeEndAsync());
        return ReadyLine.Parse(await _coordinator.FirstLine) is null
            ? throw new InvalidOperationException($"'{await _coordinator.FirstLine}' says nothing of being ready.")
            : Stopwatch.GetElapsedTime(started);
    }

    /// <summary>A trainer that no coordinator has met before; it joins as soon as there is one.</summary>
    public void StartTrainer() => _trainer = Child.Start(
        "trainer",
        ChildExecutables.StartOf(
            BuiltTool.Children.Trainer,
            "node", "--coordinator", ClusterSettings.AddressOf("127.0.0.1", Port("akka")),
            "--name", $"trainer-{++_trainers}", "--cache", Path.Combine(_folder.FullName, "cache"),
            "--slots", Text(Slots), "--lifeline"),
        Path.Combine(_folder.FullName, "trainer.log"));

    public ValueTask KillCoordinatorAsync() => KillAsync(ref _coordinator);

    public ValueTask KillTrainerAsync() => KillAsync(ref _trainer);

    /// <summary>The most memory that the coordinator's process ever held, in megabytes, as Linux knows it.</summary>
    public double CoordinatorPeakMegabytes()
    {
        var kilobytes = PeakLine().Match(File.ReadAllText($"/proc/{CoordinatorId()}/status")).Groups[1].Value;
        return Megabytes(1024 * long.Parse(kilobytes, CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Processor time of the coordinator so far: unlike the clock's, hardly longer beside other work.
    /// </summary>
    public TimeSpan CoordinatorProcessorTime()
    {
        using var process = Process.GetProcessById(CoordinatorId());
        return process.TotalProcessorTime;
    }

    /// <summary>Waits until the study has so many outcomes.</summary>
    public async Task WaitForOutcomesAsync(string study, long outcomes)
    {
        await foreach (var view in Client.WatchAsync(study))
        {
            if (view.Jobs.Failed > 0) throw new InvalidOperationException($"Jobs failed: {view.Jobs}.");
            if (view.Jobs.Completed >= outcomes) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await KillTrainerAsync();
        await KillCoordinatorAsync();
        _folder.Delete(recursive: true);
    }

    private int CoordinatorId() =>
        int.Parse(File.ReadAllText(Path.Combine(State, "coordinator.pid")), CultureInfo.InvariantCulture);

    private static ValueTask KillAsync(ref Child? child)
    {
        var killed = child;
        child = null;
        return killed?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private int Port(string service) => _machine.Port("coordinator", service);

    private static double Megabytes(long bytes) => bytes / (double)(1 << 20);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"VmHWM:\s+(\d+) kB")]
    private static partial Regex PeakLine();
}
