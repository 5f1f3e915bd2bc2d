namespace Seedbed.Coordinator.Tests.Http;

using System.Net.Http.Json;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;

public class ClusterApiTests
{
    [Fact]
    public async Task Programs_nodes_and_health_are_shown()
    {
        var program = new ProgramDescription("no-op", "1", null, "Does nothing.", [], [], null, 8);
        var node = new NodeView(
            "node-a", 42, [new(0, new("cpu", "x86-64"), "stress", [new HeldJob(new(new("stress"), 1, 2), 3)])]);
        await using var api = await ApiUnderTest.Start(question => question switch
        {
            GetPrograms => new[] { program },
            GetNodes => new[] { node },
            _ => null,
        });

        var programs = await api.Client.GetFromJsonAsync("programs", ApiJson.Default.IReadOnlyListProgramDescription);
        var nodes = await api.Client.GetFromJsonAsync("nodes", ApiJson.Default.IReadOnlyListNodeView);

        Assert.Equal(program.Identity, Assert.Single(programs!).Identity);
        Assert.Equal(node.Slots[0].Jobs, Assert.Single(Assert.Single(nodes!).Slots).Jobs);
        Assert.Equal("ok\n", await api.Client.GetStringAsync("/health"));
    }
}
