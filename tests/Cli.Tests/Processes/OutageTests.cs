namespace Seedbed.Cli.Tests.Processes;

using System.Globalization;
using Seedbed.Cli.Api;
using Seedbed.Cli.Local;
using Seedbed.Coordinator.Tests.Postgres;
using Seedbed.Messages;
using Seedbed.Messages.Hosting;
using Seedbed.Messages.Http;
using Xunit;

/// <summary>
/// A coordinator on PostgreSQL and a trainer node, and a server that crashes while they train and comes back.
/// <c>SEEDBED_OUTAGE_SECONDS</c> says for how long.
/// </summary>
[Collection(nameof(RealProcesses))]
public sealed class OutageTests : IDisposable
{
    private const string Study = """
        name: teacher
        program: mlp-teacher
        seeds: 2
        base: { steps: 3000, report-every: 20, learning-rate: 1e-3 }
        configs: { adam: { }, sgd: { optimizer: sgd, momentum: 0.9 } }
        checkpoints: { seconds: 0.5 }
        """;

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("SEEDBED_OUTAGE_SECONDS") is { Length: > 0 } seconds
            ? int.Parse(seconds, CultureInfo.InvariantCulture)
            : 8);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgresFact]
    public async Task A_study_whose_database_crashed_and_came_back_ends_with_the_numbers_of_an_undisturbed_one()
    {
        await using var server = await PostgresServer.Start();
        var calm = await TrainAsync("calm", journal: "", (_, _) => Task.CompletedTask);

        var disturbed = await TrainAsync("disturbed", await server.Create("grid"), async (coordinator, http) =>
        {
            await coordinator.WatchAsync("teacher").FirstAsync(view => view.Jobs.Completed > 0);
            await server.Down("immediate");
            await Task.Delay(Outage);
            await AssertUnavailableAsync(http);
            await server.Up();
        });

        Assert.Equal(calm.Jobs, disturbed.Jobs);
        Assert.Equal(calm.Curves, disturbed.Curves);
        Assert.Equal(4, disturbed.Jobs.Count);
    }

    /// <summary>What a study found out: final numbers, and points by job.</summary>
    private sealed record Found(IReadOnlyList<string> Jobs, IReadOnlyList<string> Curves);

    /// <param name="journal">A database; empty for files.</param>
    private async Task<Found> TrainAsync(string name, string journal, Func<CoordinatorClient, Uri, Task> disturb)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        var executables = ChildExecutables.FindBeside(Path.GetDirectoryName(SeedbedProcess.Assembly)!);
        var start = ChildExecutables.StartOf(
            executables.Coordinator, "--state", Path.Combine(folder, "state"), "--lifeline");
        start.Environment["SEEDBED_JOURNAL"] = journal;
        await using var coordinator = Child.Start("coordinator", start, Path.Combine(folder, "coordinator.log"));
        await Task.WhenAny(coordinator.FirstLine, coordinator.Exited).WaitAsync(SeedbedProcess.Patience);
        Assert.False(coordinator.Exited.IsCompleted, "The coordinator did not start.");
        var ready = ReadyLine.Parse(await coordinator.FirstLine)!;
        await using var trainer = Child.Start(
            "trainer",
            ChildExecutables.StartOf(
                executables.Trainer,
                "node", "--coordinator", ready.Akka, "--name", "local", "--cache", Path.Combine(folder, "cache"),
                "--slots", "2", "--lifeline"),
            Path.Combine(folder, "trainer.log"));

        using var client = new CoordinatorClient(ready.Http);
        using var limit = new CancellationTokenSource(SeedbedProcess.Patience);
        await client.SubmitAsync(new(Study, null, null), limit.Token);
        await disturb(client, ready.Http);
        await client.WatchAsync("teacher", limit.Token).FirstAsync(view => view.IsFinished, limit.Token);
        var found = await FoundAsync(client, limit.Token);
        Assert.False(coordinator.Exited.IsCompleted || trainer.Exited.IsCompleted, "A process ended.");
        return found;
    }

    private static async Task<Found> FoundAsync(CoordinatorClient client, CancellationToken cancellation)
    {
        var jobs = await client.JobsAsync("teacher", cancellation)
            .Select(job => (job.Cell, job.Seed, job.Outcome, Finals: string.Join(' ', job.Finals)))
            .Select(job => job.ToString()).ToListAsync(cancellation);
        var curves = await client.CurvesAsync("teacher", cancellation)
            .GroupBy(row => (row.Cell, row.Seed)).OrderBy(job => job.Key)
            .Select(job => string.Join('\n', job)).ToListAsync(cancellation);
        return new(jobs, curves);
    }

    private static async Task AssertUnavailableAsync(Uri coordinator)
    {
        using var http = new HttpClient();
        using var health = await http.GetAsync(new Uri(coordinator, "/health"));
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains(
            "PostgreSQL database 'grid'", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
