namespace Seedbed.Coordinator.Tests.Hosting;

using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Akka.Actor;
using Akka.Hosting;
using Seedbed.Coordinator.Http;
using Seedbed.Coordinator.Tests.Http;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>A job that two nodes train one after the other, with all that goes over HTTP and onto the disk.</summary>
public sealed class ResumedJobTests : IDisposable
{
    private static readonly Device Cpu = new("cpu", "x86-64");
    private static readonly byte[] State = [1, 2, 3];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    [Fact]
    public async Task Another_node_goes_on_from_the_checkpoint_and_the_curve_has_every_point_once()
    {
        JobId job;
        await using (var api = await ApiUnderTest.Start(_directory.Path))
        {
            await Tell<ProgramKnown>(api, new OfferProgram(
                "first", 1, JsonSerializer.Serialize(SubmissionApiTests.Program, ApiJson.Default.ProgramDescription)));
            await SubmissionApiTests.Post(api, new(SubmissionApiTests.Study, null, null));
            var (lease, first) = await Lease(api, "first");
            job = first.Job;
            await Report(api, first, 1, step: 1);
            await Report(api, first, 2, step: 2);
            await Keep(api, lease, first, step: 2, lastBatch: 2);
            await Report(api, first, 3, step: 2);                     // after the checkpoint, at its step: lost
            await Tell<OutcomeStored>(api, new Release(first.Job, first.Fence, "drain"));
        }

        await using var again = await ApiUnderTest.Start(_directory.Path);
        var (secondLease, second) = await Lease(again, "second");
        Assert.Equal(job, second.Job);
        Assert.Equal(State, await again.Client.GetByteArrayAsync(secondLease.StoreUrl + second.From!.PathOf(job)));
        await Report(again, second, 1, step: 2);
        await Report(again, second, 2, step: 3);
        await Tell<OutcomeStored>(again, new Finished(
            job, second.Fence, new(JobOutcome.Completed, null, [new("score", 0.5)], 2, [], 0.1, Cpu)));

        Assert.Equal(
            [(1, 1.0), (2, 1.0), (2, 2.0), (3, 2.0)],
            (await again.Client.GetStringAsync("studies/tiny/curves"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize(line, ApiJson.Default.CurveRow)!)
                .Select(row => ((int)row.Step, row.Value)));
        var rows = await again.Client.GetStringAsync("studies/tiny/jobs");
        Assert.False(JsonSerializer.Deserialize(rows.Split('\n')[0], ApiJson.Default.JobRow)!.ReplayDiffered);
    }

    private static async Task<(Lease Lease, LeasedJob Job)> Lease(ApiUnderTest api, string node)
    {
        var lease = await Tell<Lease>(
            api, new RequestWork(new(node, 0), 1, 1, Cpu, 1, [SubmissionApiTests.Program.Identity]));
        return (lease, Assert.Single(lease.Jobs));
    }

    /// <summary>One point, whose value is its fence, and one epoch, whose state is what its step says.</summary>
    private static Task<BatchStored> Report(ApiUnderTest api, LeasedJob job, int number, long step) =>
        Tell<BatchStored>(api, new MetricBatch(
            job.Job, job.Fence, number, MetricPoints.Pack([new("score", step, job.Fence)]),
            [new(step, new($"{step:x64}"))]));

    private static async Task Keep(ApiUnderTest api, Lease lease, LeasedJob job, long step, int lastBatch)
    {
        var checkpoint = new Checkpoint(
            job.Fence, step, new(Convert.ToHexStringLower(SHA256.HashData(State))), lastBatch, 1.5);
        var stored = await api.Client.PutAsync(
            lease.StoreUrl + checkpoint.PathOf(job.Job), new ByteArrayContent(State));
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        await Tell<CheckpointStored>(api, new Checkpointed(job.Job, job.Fence, checkpoint));
    }

    private static async Task<T> Tell<T>(ApiUnderTest api, IWorkMessage message) =>
        await ActorRegistry.For(api.Host.System).Get<CoordinatorFront>().Ask<T>(message, TimeSpan.FromSeconds(30));
}
