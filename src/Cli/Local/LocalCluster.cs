namespace Seedbed.Cli.Local;

using System.Collections.Concurrent;
using Seedbed.Messages.Hosting;

/// <summary>
/// A coordinator and a trainer node on this machine, as child processes. Both start at once;
/// the trainer gets the coordinator's address through its standard input. A trainer that dies
/// is started again; a coordinator that dies ends the cluster.
/// </summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly Child _coordinator;
    private readonly ReadyLine _ready;
    private readonly Func<Child> _startTrainer;
    private readonly Action<string> _note;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<string> _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenRegistration _forced;
    private readonly Task _coordinatorWatch;
    private readonly Task _trainerWatch;
    private volatile Child _trainer;

    private LocalCluster(
        Child coordinator, ReadyLine ready, Child trainer, Func<Child> startTrainer, Action<string> note,
        TimeProvider time, CancellationToken forced)
    {
        (_coordinator, _ready, _trainer, _startTrainer, _note, _time) =
            (coordinator, ready, trainer, startTrainer, note, time);
        _forced = forced.Register(Kill);
        _coordinatorWatch = WatchCoordinatorAsync();
        _trainerWatch = KeepTrainerAsync();
    }

    public Uri Http => _ready.Http;

    /// <summary>Completes with an explanation when the cluster cannot go on; never completes otherwise.</summary>
    public Task<string> Fault => _fault.Task;

    /// <param name="note">
    /// Takes one line for people when a process is started again or a program does not train as it should.
    /// </param>
    /// <param name="forced">Kills all processes.</param>
    /// <exception cref="InfrastructureException">The coordinator did not get ready.</exception>
    public static async Task<LocalCluster> StartAsync(
        ChildExecutables executables, RunDirectory state, TrainerOptions options, Action<string> note,
        TimeProvider time, CancellationToken forced, CancellationToken cancellation)
    {
        var warnings = new ConcurrentDictionary<string, bool>();
        var startCoordinator = ChildExecutables.StartOf(
            executables.Coordinator,
            "--state", state.Root, "--http", "http://127.0.0.1:0", "--akka-port", "0", "--lifeline");
        startCoordinator.Environment.Remove("SEEDBED_JOURNAL"); // a local run never writes to a cluster's journal
        var coordinator = Child.Start("coordinator", startCoordinator, state.Log("coordinator"));
        var trainer = StartTrainer();
        try
        {
            var ready = await ReadyAsync(coordinator, cancellation);
            await trainer.TellAsync(ready.Akka);
            return new(coordinator, ready, trainer, StartTrainer, note, time, forced);
        }
        catch
        {
            await trainer.DisposeAsync();
            await coordinator.DisposeAsync();
            throw;
        }

        Child StartTrainer()
        {
            var start = ChildExecutables.StartOf(
                executables.Trainer,
                [
                    "node", "--coordinator", "-", "--name", "local", "--cache", state.Cache, "--lifeline",
                    .. options.Arguments,
                ]);
            return Child.Start("trainer", start, state.Log("trainer"), Hear);
        }

        // Slots say the same of the same program.
        void Hear(string line)
        {
            if (ProgramWarning.Parse(line) is { } warning && warnings.TryAdd(warning, true)) note(warning);
        }
    }

    /// <summary>
    /// Ends the trainer, which gives its jobs back; the coordinator goes on and can still be asked for results.
    /// </summary>
    public async Task StopTrainerAsync()
    {
        await _stopping.CancelAsync();
        await _trainerWatch;
    }

    public async ValueTask DisposeAsync()
    {
        await StopTrainerAsync();
        await _coordinator.StopAsync(Grace);
        await _coordinatorWatch;
        await _coordinator.DisposeAsync();
        await _forced.DisposeAsync();
        _stopping.Dispose();
    }

    private static async Task<ReadyLine> ReadyAsync(Child coordinator, CancellationToken cancellation)
    {
        var limit = Task.Delay(StartLimit, cancellation);
        var first = await Task.WhenAny(coordinator.FirstLine, coordinator.Exited, limit);
        cancellation.ThrowIfCancellationRequested();
        if (first == limit)
            throw new InfrastructureException($"The coordinator was not ready within {StartLimit.TotalSeconds} s.");
        if (first == coordinator.Exited) throw new InfrastructureException(await coordinator.DescribeEndAsync());
        var line = await coordinator.FirstLine;
        return ReadyLine.Parse(line) ?? throw new InfrastructureException(
            $"The coordinator printed '{line}' where it should say that it is ready.");
    }

    private async Task WatchCoordinatorAsync()
    {
        await _coordinator.Exited;
        if (!_stopping.IsCancellationRequested) _fault.TrySetResult(await _coordinator.DescribeEndAsync());
    }

    /// <summary>Owns the trainer to its end: starts it again when it dies, stops it when asked.</summary>
    private async Task KeepTrainerAsync()
    {
        var policy = default(RestartPolicy);
        var stop = Task.Delay(Timeout.InfiniteTimeSpan, _stopping.Token);
        while (true)
        {
            var started = _time.GetTimestamp();
            await using (var trainer = _trainer)
            {
                if (await Task.WhenAny(trainer.Exited, stop) == stop)
                {
                    await trainer.StopAsync(Grace);
                    return;
                }

                var end = await trainer.DescribeEndAsync();
                policy = policy.AfterDeath(_time.GetElapsedTime(started));
                if (policy.IsExhausted)
                {
                    _fault.TrySetResult(end);
                    return;
                }

                _note($"{end}{Environment.NewLine}Starting it again.");
            }

            if (await Task.WhenAny(Task.Delay(policy.Delay, _time), stop) == stop) return;
            _trainer = _startTrainer();
            await _trainer.TellAsync(_ready.Akka);
        }
    }

    private void Kill()
    {
        _trainer.Kill();
        _coordinator.Kill();
    }
}
