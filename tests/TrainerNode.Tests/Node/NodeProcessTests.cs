namespace Seedbed.TrainerNode.Tests.Node;

using System.Diagnostics;
using Seedbed.Messages.Studies;
using Seedbed.TrainerNode.Node.Slots;
using Seedbed.TrainerNode.Programs;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>The real executable in a real cluster, whose coordinator the test plays.</summary>
[Collection(ProcessTests.Name)]
public sealed class NodeProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-node-");
    private Process? _node;

    public void Dispose()
    {
        _node?.Kill(entireProcessTree: true);
        _node?.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_node_offers_its_programs_trains_and_ends_with_its_lifeline()
    {
        await using var cluster = new TestCluster();
        var node = Start("-");
        await node.StandardInput.WriteLineAsync(cluster.Address.ToString());

        var offers = new HashSet<string>();
        while (offers.Count < BuiltInPrograms.All.Count)
            offers.Add(((OfferProgram)(await cluster.Hear<OfferProgram>()).Message).Description);
        Grant(await cluster.Hear<RequestWork>(), milliseconds: 600_000);
        await cluster.Hear<MetricBatch>();
        node.StandardInput.Close();
        var release = await cluster.Hear<Release>();
        var given = (Release)release.Message;
        release.From.Tell(new OutcomeStored(given.Job, given.Fence), Akka.Actor.ActorRefs.NoSender);
        await node.WaitForExitAsync();

        Assert.Equal(BuiltInPrograms.All.Select(program => program.Description.ToJson()).ToHashSet(), offers);
        Assert.Equal(0, node.ExitCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_takes_what_is_not_acknowledged_to_the_next_cluster(bool coordinatorLeaves)
    {
        var first = new TestCluster(leaves: coordinatorLeaves);
        var address = first.Address;
        Start(address.ToString());
        Grant(await first.Hear<RequestWork>(), milliseconds: 0);
        var batch = (await first.Hear<MetricBatch>()).Message;
        await first.DisposeAsync();

        await using var second = new TestCluster(address.Port!.Value);
        var again = (MetricBatch)(await second.Hear<MetricBatch>()).Message;

        Assert.Equal(((MetricBatch)batch).Job, again.Job);
        Assert.Equal(((MetricBatch)batch).Points.Unpack(), again.Points.Unpack());
    }

    private Process Start(string coordinator)
    {
        var start = SlotLaunch.Self(
            "node", "--coordinator", coordinator, "--name", "tested", "--slots", "1", "--cache", _folder.FullName,
            "--lifeline");
        _node = Process.Start(start)!;
        _node.BeginOutputReadLine();
        _node.BeginErrorReadLine();
        return _node;
    }

    private static void Grant(TestCluster.Heard heard, int milliseconds)
    {
        var request = (RequestWork)heard.Message;
        var parameters = new Dictionary<string, string>
        {
            ["points"] = "1000",
            ["finals"] = "1",
            ["milliseconds"] = $"{milliseconds}",
        };
        heard.From.Tell(
            new Lease(
                request.Slot, request.Incarnation, request.RequestId,
                request.Programs.Single(program => program.Name == "no-op"), parameters,
                null, "http://127.0.0.1:9/", null, [new(new(new("study"), 0, 0), 1, SeedVector.Of(0))],
                TimeSpan.FromSeconds(30)),
            Akka.Actor.ActorRefs.NoSender);
    }
}
