namespace Seedbed.Cli.Running;

using System.Runtime.CompilerServices;
using Seedbed.Cli.Api;
using Seedbed.Cli.Local;
using Seedbed.Cli.Progress;
using Seedbed.Cli.Results;
using Seedbed.Cli.Studies;
using Seedbed.Messages.Http;

/// <summary>
/// One study on this machine from submission to results. The cluster is started anew on the same state when its
/// coordinator dies: nothing that was acknowledged is lost by that.
/// </summary>
internal sealed class StudyRun(
    LoadedStudy study, RunOptions options, ChildExecutables executables, RunDirectory state, IProgressView progress,
    ChangeConsent consent, Interruption interruption, TimeProvider time)
{
    /// <summary>A broken connection is noticed before the end of the process that broke it.</summary>
    private static readonly TimeSpan FaultDelay = TimeSpan.FromSeconds(2);

    private StudyView? _last;
    private bool _isSubmitted;

    /// <returns>How the study stood in the end; null if it was interrupted before it was submitted.</returns>
    /// <exception cref="InfrastructureException">The coordinator or the trainer died too often.</exception>
    /// <exception cref="ChangesNotAcceptedException">
    /// The study was begun with another program or other data, and nobody says that it may begin anew.
    /// </exception>
    public async Task<StudyEnd?> RunAsync()
    {
        var policy = default(RestartPolicy);
        while (true)
        {
            var started = time.GetTimestamp();
            try
            {
                return await RunOnceAsync();
            }
            catch (OperationCanceledException) when (interruption.Requested.IsCancellationRequested)
            {
                return null;
            }
            catch (ClusterLostException lost)
            {
                policy = policy.AfterDeath(time.GetElapsedTime(started));
                if (policy.IsExhausted || interruption.Requested.IsCancellationRequested)
                    throw new InfrastructureException($"{lost.Message}{Environment.NewLine}Logs: {state.Logs}", lost);

                progress.Note($"{lost.Message}{Environment.NewLine}Starting again from the journal.");
                await Task.Delay(policy.Delay, time);
            }
        }
    }

    private async Task<StudyEnd?> RunOnceAsync()
    {
        await using var cluster = await StartAsync();
        using var coordinator = new CoordinatorClient(cluster.Http);
        using var stopWatching = CancellationTokenSource.CreateLinkedTokenSource(interruption.Requested);
        var work = WorkAsync(coordinator, cluster, stopWatching.Token);
        if (await Task.WhenAny(work, cluster.Fault) == cluster.Fault)
        {
            await stopWatching.CancelAsync();
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new ClusterLostException(await cluster.Fault, null);
        }

        try
        {
            return await work;
        }
        catch (ConnectionLostException exception)
        {
            var explained = await Task.WhenAny(cluster.Fault, Task.Delay(FaultDelay, time)) == cluster.Fault;
            throw new ClusterLostException(
                explained ? await cluster.Fault : $"The coordinator cannot be reached: {exception.Message}", exception);
        }
    }

    private async Task<LocalCluster> StartAsync()
    {
        try
        {
            return await LocalCluster.StartAsync(
                executables, state, options.Trainer, progress.Note, time, interruption.Forced, interruption.Requested);
        }
        catch (InfrastructureException exception)
        {
            throw new ClusterLostException(exception.Message, exception); // such as a killed run's that is still ending
        }
    }

    private async Task<StudyEnd?> WorkAsync(
        CoordinatorClient coordinator, LocalCluster cluster, CancellationToken cancellation)
    {
        var specification = study.Specification;
        if (specification.Data is { } data && study.DataPath is { } path)
            await coordinator.StoreAsync(data.Content, path, cancellation);
        if (!_isSubmitted) // once: the journal has it, and what was cancelled since is not to begin anew
            await SubmitAsync(coordinator, cancellation);
        _isSubmitted = true;

        await progress.ShowAsync(ViewsAsync(coordinator, cancellation));
        if (cluster.Fault.IsCompleted || _last is null) return null;

        var trainerStopped = cluster.StopTrainerAsync();
        if (interruption.Requested.IsCancellationRequested) await trainerStopped; // what it gives back is a result too
        var results = await new ResultsDirectory(options.Results, study, executables.Trainer).WriteAsync(coordinator);
        await trainerStopped;
        return new(_last, results);
    }

    private async Task SubmitAsync(CoordinatorClient coordinator, CancellationToken cancellation)
    {
        var (specification, data) = (study.Specification, study.Specification.Data?.Content.Hex);
        var submission = new Submission(study.Text, options.Lanes, data, specification.Program, consent.IsGiven);
        try
        {
            await coordinator.SubmitAsync(submission, cancellation);
        }
        catch (ChangesNotAcceptedException refused)
        {
            if (!await consent.AskAsync(refused, cancellation)) throw;
            await coordinator.SubmitAsync(submission with { AcceptChanges = true }, cancellation);
        }
    }

    /// <summary>Views until the study is finished or somebody stops listening.</summary>
    private async IAsyncEnumerable<StudyView> ViewsAsync(
        CoordinatorClient coordinator, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var views = coordinator.WatchAsync(study.Specification.Name.Name, cancellation)
            .GetAsyncEnumerator(cancellation);
        while (await NextAsync())
        {
            _last = views.Current;
            yield return views.Current;
            if (views.Current.IsFinished) yield break;
        }

        if (!cancellation.IsCancellationRequested)
            throw new ConnectionLostException("it stopped telling how the study stands");

        async Task<bool> NextAsync()
        {
            try
            {
                return await views.MoveNextAsync();
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return false;
            }
        }
    }
}
