namespace Seedbed.Coordinator.Tests.Hosting;

using System.Net.Http.Json;
using System.Text.Json;
using Akka.Actor;
using Akka.Hosting;
using Seedbed.Coordinator.Hosting;
using Seedbed.Coordinator.Http;
using Seedbed.Coordinator.Tests.Http;
using Seedbed.Coordinator.Tests.Postgres;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>The whole coordinator, its own actors and a real journal.</summary>
public sealed class RestartTests(TemporaryJournals journals) : IClassFixture<TemporaryJournals>, IDisposable
{
    private static readonly SlotId Slot = new("node-a", 0);
    private static readonly Device Cpu = new("cpu", "x86-64");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_acknowledged_is_there_after_a_restart(JournalKind kind)
    {
        var journal = await journals.Create(kind);
        string before;
        await using (var api = await ApiUnderTest.Start(_directory.Path, journal))
        {
            await Tell<ProgramKnown>(api, new OfferProgram(
                Slot.Node, 1,
                JsonSerializer.Serialize(SubmissionApiTests.Program, ApiJson.Default.ProgramDescription)));
            await SubmissionApiTests.Post(api, new(SubmissionApiTests.Study, null, null));
            await TrainOne(api);
            before = await api.Client.GetStringAsync("studies/tiny/jobs");
        }

        await using var again = await ApiUnderTest.Start(_directory.Path, journal);

        Assert.Contains("\"completed\"", before, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, await again.Client.GetStringAsync("studies/tiny/jobs"));
        Assert.Equal(SubmissionApiTests.Study, await again.Client.GetStringAsync("studies/tiny/source"));
        Assert.Equal(
            1, (await again.Client.GetFromJsonAsync("studies/tiny", ApiJson.Default.StudyView))!.Jobs.Completed);
        Assert.Equal(
            [new CurveRow(0, 0, "score", 1, 0.25), new CurveRow(0, 0, "score", 2, 0.5)],
            (await again.Client.GetStringAsync("studies/tiny/curves"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize(line, ApiJson.Default.CurveRow)!));
    }

    /// <summary>What a node does for one job.</summary>
    private static async Task TrainOne(ApiUnderTest api)
    {
        var lease = await Tell<Lease>(api, new RequestWork(Slot, 1, 1, Cpu, 1, [SubmissionApiTests.Program.Identity]));
        var job = Assert.Single(lease.Jobs);
        await Tell<BatchStored>(api, new MetricBatch(
            job.Job, job.Fence, 1, MetricPoints.Pack([new("score", 1, 0.25), new("score", 2, 0.5)])));
        await Tell<OutcomeStored>(api, new Finished(
            job.Job, job.Fence, new(JobOutcome.Completed, null, [new("score", 0.5)], 1, [], 0.1, Cpu)));
    }

    private static async Task<T> Tell<T>(ApiUnderTest api, IWorkMessage message) =>
        await ActorRegistry.For(api.Host.System).Get<CoordinatorFront>().Ask<T>(message, TimeSpan.FromSeconds(30));
}
