namespace Seedbed.Coordinator.Hosting;

using Akka.Actor;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Studies;

/// <summary>
/// One run of the executable: takes the state directory, starts, says that it is ready, and stops when told to.
/// </summary>
internal static class CoordinatorProcess
{
    private const int CannotStart = 1;

    /// <param name="coordinator">Makes the coordinator actor.</param>
    /// <returns>
    /// 0 after an orderly stop, 255 if the cluster put it out, 1 if it could not start;
    /// the reason is then on standard error.
    /// </returns>
    internal static async Task<int> Run(
        CoordinatorOptions options, Func<StoreLocation, CheckpointStore, Props> coordinator)
    {
        try
        {
            using var state = new StateDirectory(options.State);
            var journal = JournalOf(options, state);
            await journal.Prepare(Say, CancellationToken.None);
            var storage = await new StoreOpening(
                    state.Store, state.StoreCopies, Environment.MachineName, TimeProvider.System)
                .Open(options.Store, options.Journal, CancellationToken.None);
            await using var host = await CoordinatorHost.Start(options, state, journal, storage, coordinator);
            await Console.Out.WriteLineAsync(host.Ready.ToString());
            await host.Stopped;
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

    private static IJournal JournalOf(CoordinatorOptions options, StateDirectory state) =>
        options.Journal is { } address
            ? new PostgresJournal(address, TimeProvider.System, PostgresJournal.Patience)
            : new SqliteJournal(state.Journal);

    private static void Say(string message) => Console.Error.WriteLine($"seedbed-coordinator: {message}");
}
