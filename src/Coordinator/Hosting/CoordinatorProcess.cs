namespace Seedbed.Coordinator.Hosting;

using Akka.Actor;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;
using Seedbed.Messages.Hosting;

/// <summary>
/// One run of the executable: takes the state directory, starts, says that it is ready, and stops when told to.
/// </summary>
internal static class CoordinatorProcess
{
    private const int CannotStart = 1;

    /// <param name="coordinator">Makes the coordinator actor.</param>
    /// <returns>
    /// 0 after an orderly stop, 255 if the cluster put it out and it has no peers to join again, 1 if it could not
    /// start; the reason is then on standard error.
    /// </returns>
    internal static async Task<int> Run(CoordinatorOptions options, Func<CoordinatorParts, Props> coordinator)
    {
        if (PeersMistake.Of(options) is { } mistake)
        {
            Say(mistake);
            return CannotStart;
        }

        using var stop = new StopSignal(options.Lifeline);
        if (options.Lifeline) stop.HoldLifeline(Console.In);
        try
        {
            using var state = new StateDirectory(options.State);
            var journal = JournalOf(options, state);
            await journal.Prepare(Say, stop.Token);
            var storage = await new StoreOpening(
                    state.Store, state.StoreCopies, Environment.MachineName, TimeProvider.System)
                .Open(options.Store, options.Journal, stop.Token);
            await RunUntilItMayEnd(options, state, journal, storage, coordinator, stop.Token);
            return Environment.ExitCode;                // set where the cluster put this member out
        }
        catch (OperationCanceledException)
        {
            return Environment.ExitCode;
        }
        catch (Exception refused) when (
            refused is StateUnusableException or JournalUnusableException or StoreUnusableException or IOException)
        {
            Say(refused.Message);
            return CannotStart;
        }
    }

    /// <summary>
    /// A coordinator that its peers put out, or that found no majority of them, starts anew and joins again.
    /// </summary>
    private static async Task RunUntilItMayEnd(
        CoordinatorOptions options, StateDirectory state, IJournal journal, IStorage storage,
        Func<CoordinatorParts, Props> coordinator, CancellationToken stop)
    {
        var (wasReady, failures) = (false, 0);
        while (true)
        {
            try
            {
                await using var host = await CoordinatorHost.Start(
                    options, state, journal, storage, coordinator, stop);
                if (!wasReady) await Console.Out.WriteLineAsync(host.Ready.ToString());
                (wasReady, options) = (true, options with { Http = host.Http });
                await host.Stopped;
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                options = options with { Peers = WithAnotherFirst(options.Peers, ++failures) };
            }

            if (options.Peers.Count == 0 || stop.IsCancellationRequested) return;

            Say("not in the cluster of its peers; joining them again.");
            Environment.ExitCode = 0;
        }
    }

    /// <summary>
    /// Only the first of them forms a cluster when it finds none; it may be gone. Several at once do no harm: without a
    /// majority nobody is up.
    /// </summary>
    private static IReadOnlyList<Address> WithAnotherFirst(IReadOnlyList<Address> peers, int failures)
    {
        var first = new Random(HashCode.Combine(Environment.ProcessId, failures)).Next(Math.Max(1, peers.Count));
        return [.. peers.Skip(first), .. peers.Take(first)];
    }

    private static IJournal JournalOf(CoordinatorOptions options, StateDirectory state) =>
        options.Journal is { } address
            ? new PostgresJournal(address, TimeProvider.System, PostgresJournal.Patience)
            : new SqliteJournal(state.Journal);

    private static void Say(string message) => Console.Error.WriteLine($"seedbed-coordinator: {message}");
}
