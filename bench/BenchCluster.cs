namespace Seedbed.Bench;

using System.Diagnostics;
using System.Globalization;
using Seedbed.Cli.Api;
using Seedbed.Cli.Local;
using Seedbed.Cli.Programs;
using Seedbed.Messages.Http;

/// <summary>
/// A coordinator and a trainer as <c>seedbed run</c> starts them, in a folder of their own that is removed at the end.
/// </summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly int _slots;
    private readonly DirectoryInfo _folder;
    private readonly RunDirectory _state;
    private LocalCluster _cluster;
    private CoordinatorClient _client;

    private BenchCluster(int slots, DirectoryInfo folder, RunDirectory state, LocalCluster cluster) =>
        (_slots, _folder, _state, _cluster, _client) = (slots, folder, state, cluster, new(cluster.Http));

    /// <summary>Size of the journal with what its write-ahead log holds.</summary>
    public long JournalBytes => new DirectoryInfo(_state.Root).EnumerateFiles("journal.db*").Sum(file => file.Length);

    public long SnapshotBytes =>
        new DirectoryInfo(_state.Root).EnumerateFiles("snapshots.db*").Sum(file => file.Length);

    public string CoordinatorLog => Path.Combine(_state.Root, "coordinator.log");

    public static async Task<BenchCluster> StartAsync(int slots)
    {
        var folder = Directory.CreateTempSubdirectory("seedbed-bench-");
        var state = RunDirectory.Open(folder.FullName);
        return new(slots, folder, state, await StartAsync(state, slots));
    }

    /// <summary>Submits a study and waits for its last outcome.</summary>
    /// <param name="submitted">Called once the submission was acknowledged.</param>
    /// <exception cref="InvalidOperationException">
    /// Jobs failed, or the cluster did: the figures would be none.
    /// </exception>
    public async Task<StudyTimes> RunAsync(string study, Action? submitted = null)
    {
        var accepted = await _client.SubmitAsync(new(study, null, null), CancellationToken.None);
        submitted?.Invoke();
        await foreach (var view in _client.WatchAsync(accepted.Study))
        {
            if (_cluster.Fault.IsCompleted) throw new InvalidOperationException(await _cluster.Fault);
            if (!view.IsFinished) continue;
            if (view.Jobs.Completed != view.Jobs.Total)
                throw new InvalidOperationException($"Not all jobs completed: {view.Jobs}.");
            break;
        }

        return StudyTimes.Read(_state.Root, accepted.Study);
    }

    /// <summary>Stops everything and starts it again on the same journal.</summary>
    /// <returns>From the start of the processes until the study is shown again.</returns>
    public async Task<TimeSpan> RestartAsync(string study)
    {
        _client.Dispose();
        await _cluster.DisposeAsync();
        var started = Stopwatch.GetTimestamp();
        _cluster = await StartAsync(_state, _slots);
        _client = new(_cluster.Http);
        await foreach (var _ in _client.WatchAsync(study)) break;
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Resident set of the coordinator's process, in megabytes.</summary>
    public double CoordinatorMegabytes()
    {
        var holder = File.ReadAllText(Path.Combine(_state.Root, "coordinator.pid"));
        using var process = Process.GetProcessById(int.Parse(holder, CultureInfo.InvariantCulture));
        return process.WorkingSet64 / (double)(1 << 20);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _cluster.DisposeAsync();
        _state.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Task<LocalCluster> StartAsync(RunDirectory state, int slots) => LocalCluster.StartAsync(
        BuiltTool.Children, state, new TrainerOptions("cpu", slots, ProgramFiles.None),
            Console.Error.WriteLine, TimeProvider.System,
        CancellationToken.None, CancellationToken.None);
}
