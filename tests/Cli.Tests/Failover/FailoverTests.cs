namespace Seedbed.Cli.Tests.Failover;

using System.Diagnostics;
using Npgsql;
using Seedbed.Cli.Api;
using Seedbed.Cli.Tests.Chaos;
using Seedbed.Cli.Tests.Processes;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit;
using Xunit.Abstractions;

/// <summary>
/// Three coordinators on one database. Under a study the one that acts is stopped, killed and frozen, the trainer is
/// frozen until it has been put out, and the database crashes.
/// </summary>
[Collection(nameof(RealProcesses))]
public sealed class FailoverTests(ITestOutputHelper output) : IDisposable
{
    private const string Study = """
        name: teacher
        program: mlp-teacher
        seeds: 3
        base: { steps: 10000, report-every: 50, learning-rate: 1e-3 }
        configs: { adam: { }, sgd: { optimizer: sgd, momentum: 0.9 } }
        checkpoints: { seconds: 1 }
        """;

    private const string Trainer = "t0";

    /// <summary>Longer than it takes to put a silent member out.</summary>
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(16);

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(8);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgresFact]
    public async Task Whoever_goes_another_takes_over_and_the_results_are_those_of_an_undisturbed_run()
    {
        await using var server = await PostgresServer.Start();
        var calm = await TrainAsync("calm", await server.Create("calm"), (_, _) => Task.CompletedTask);

        var database = await server.Create("grid");
        var disturbed = await TrainAsync("disturbed", database, async (trio, active) =>
        {
            using var asking = new CancellationTokenSource();
            var asked = AskAsync(trio.Http(CoordinatorTrio.Another(active)), asking.Token);
            active = await StrikeAsync(trio, active, "TERM");
            await asking.CancelAsync();
            output.WriteLine($"{await asked} requests meanwhile, none lost");

            active = await StrikeAsync(trio, active, "KILL");
            await StrikeAsync(trio, active, "STOP");

            await ProcessTree.SignalAsync(trio.ProcessOn(Trainer), "STOP");
            await Task.Delay(Frozen);
            await ProcessTree.SignalAsync(trio.ProcessOn(Trainer), "CONT");

            await server.Down("immediate");
            await Task.Delay(Outage);
            await server.Up();
        });

        Assert.Equal(calm.Jobs, disturbed.Jobs);
        Assert.Equal(calm.Curves, disturbed.Curves);
        await using var journal = new NpgsqlConnection($"{database};Pooling=false");
        var audit = JournalAudit.Of(journal, "teacher");
        output.WriteLine($"{audit.Leases} leases, {audit.Resumed} from checkpoints, {audit.Points} points");
    }

    private async Task<FoundResults> TrainAsync(
        string name, string journal, Func<CoordinatorTrio, string, Task> disturb)
    {
        await using var trio = await CoordinatorTrio.StartAsync(
            SeedbedProcess.Children, new ThisMachine(), Path.Combine(_folder.FullName, name), journal, slots: 2,
            Trainer);
        var active = await trio.OtherActiveAsync();
        using (var standby = new CoordinatorClient(trio.Http(CoordinatorTrio.Another(active))))
        {
            await standby.SubmitAsync(new(Study, null, null), CancellationToken.None);
            await standby.WatchAsync("teacher").FirstAsync(view => view.Jobs.Running > 1);
        }

        var slots = ProcessTree.ChildrenOf(trio.ProcessOn(Trainer));
        await disturb(trio, active);
        using var limit = new CancellationTokenSource(SeedbedProcess.Patience);
        await trio.FinishedAsync("teacher", limit.Token);

        Assert.Equal(2, slots.Count);
        Assert.Equal(slots.Order(), ProcessTree.ChildrenOf(trio.ProcessOn(Trainer)).Order());
        using var client = new CoordinatorClient(trio.Http(active));
        return await FoundResults.OfAsync(client, "teacher");
    }

    /// <summary>To the coordinator that acts; what was taken away is given back afterwards.</summary>
    /// <returns>Which one acts then.</returns>
    private async Task<string> StrikeAsync(CoordinatorTrio trio, string active, string signal)
    {
        var (process, began) = (trio.ProcessOn(active), Stopwatch.GetTimestamp());
        await ProcessTree.SignalAsync(process, signal);
        var next = await trio.OtherActiveAsync(active);
        output.WriteLine($"{signal}: another acts after {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");
        if (signal == "STOP")
        {
            await ProcessTree.SignalAsync(process, "CONT");
            return next;
        }

        await trio.StartAgainAsync(active);
        await trio.ReadyAsync(active);
        return next;
    }

    /// <summary>Asks a coordinator that stands by, one request after the other.</summary>
    /// <returns>How many were answered, which is all of them.</returns>
    private static async Task<int> AskAsync(Uri standby, CancellationToken stop)
    {
        using var http = new HttpClient();
        for (var asked = 0; ; asked++)
        {
            if (stop.IsCancellationRequested) return asked;
            await http.GetStringAsync(new Uri(standby, "/api/v1/studies/teacher"), CancellationToken.None);
        }
    }
}
