namespace Seedbed.Cli.Tests.Chaos;

using System.Diagnostics;
using Npgsql;
using Seedbed.Cli.Api;
using Seedbed.Cli.Tests.Failover;
using Seedbed.Cli.Tests.Processes;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit;
using Xunit.Abstractions;

/// <summary>
/// Three coordinators, two trainers and a database, each on a machine of a network of their own, under a study while
/// things happen to all of them.
/// </summary>
internal sealed class ClusterChaos(string folder, ITestOutputHelper output)
{
    private const int MostUpsets = 10;

    /// <summary>Ten jobs, two to three minutes long on two cores.</summary>
    private const string Study = """
        name: teacher
        program: mlp-teacher
        seeds: 5
        base: { steps: 25000, report-every: 100, learning-rate: 1e-3 }
        configs: { adam: { }, sgd: { optimizer: sgd, momentum: 0.9 } }
        max-attempts: 100
        checkpoints: { seconds: 1 }
        """;

    private static readonly string[] Trainers = ["t0", "t1"];

    /// <summary>Of one round, once nothing happens any more: far above what it takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private FoundResults? _calm;

    /// <summary>Why there can be no round here; null if there can.</summary>
    public static string? Missing => NetworkLab.Missing ?? PostgresBinaries.Missing;

    public async Task RoundAsync(int seed)
    {
        _calm ??= await TrainAsync("calm", seed: null);
        output.WriteLine($"round {seed} of a cluster: SEEDBED_CHAOS_SEED={seed} repeats it");
        var disturbed = await TrainAsync($"cluster-{seed}", seed);
        Assert.Equal(_calm.Jobs, disturbed.Jobs);
        Assert.Equal(_calm.Curves, disturbed.Curves);
    }

    private async Task<FoundResults> TrainAsync(string name, int? seed)
    {
        using var lab = new NetworkLab([.. CoordinatorTrio.Coordinators, .. Trainers, "db"]);
        await using var database = await PostgresServer.Start(lab.ServiceAddress("db"), lab.Prefix("db"));
        var journal = await database.Create("grid");
        using var disk = new MountedDisk(Path.Combine(folder, name, "store"), "64m");
        await using var trio = await CoordinatorTrio.StartAsync(
            SeedbedProcess.Children, lab, Path.Combine(folder, name), journal, slots: 1, Trainers);
        using (var client = new CoordinatorClient(trio.Http(await trio.OtherActiveAsync())))
            await client.SubmitAsync(new(Study, null, null), CancellationToken.None);

        using var limit = new CancellationTokenSource();
        var finished = trio.FinishedAsync("teacher", limit.Token);
        if (seed is { } chosen) await UpsetAsync(new(chosen, trio, lab, database, Trainers), finished);
        limit.CancelAfter(Patience);
        await finished;

        using var asking = new CoordinatorClient(trio.Http(await trio.OtherActiveAsync()));
        var found = await FoundResults.OfAsync(asking, "teacher");
        await using var reading = new NpgsqlConnection($"{journal};Pooling=false");
        var audit = JournalAudit.Of(reading, "teacher");
        output.WriteLine($"  {audit.Leases} leases, {audit.Resumed} from checkpoints, {audit.Points} points");
        foreach (var cause in audit.Causes) output.WriteLine($"    {cause}");
        return found;
    }

    private async Task UpsetAsync(ClusterUpsets upsets, Task finished)
    {
        var began = Stopwatch.GetTimestamp();
        for (var struck = 0; struck < MostUpsets; struck++)
        {
            await Task.WhenAny(finished, Task.Delay(upsets.Next()));
            if (finished.IsCompleted) break;
            output.WriteLine($"  {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s: {await upsets.StrikeAsync()}");
        }
    }
}
