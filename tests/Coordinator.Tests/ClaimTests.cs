namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages.Cluster;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>Whoever acts has claimed the journal.</summary>
public sealed class ClaimTests : CoordinatorKit
{
    [Fact]
    public async Task One_that_acts_says_where_and_one_that_was_ousted_stops_and_releases_its_claim()
    {
        Coordinator.Tell(new FindActive(), Node);
        Assert.Equal(Http.ToString(), (await Node.ExpectMsgAsync<ActiveAt>()).Http);
        Assert.True(Active.Now is { IsHere: true } holder && holder.Url == Http);

        Watch(Coordinator);
        Claims.Oust("another");
        await ExpectTerminatedAsync(Coordinator);

        Assert.Null(Active.Now);
        await AwaitConditionAsync(() => Task.FromResult(Claims.Open == 0));
    }

    [Fact]
    public async Task One_that_waits_for_its_claim_reads_nothing_and_answers_nobody()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        Watch(Coordinator);
        Claims.Oust("another");
        await ExpectTerminatedAsync(Coordinator);

        await Crash();
        Request();
        Coordinator.Tell(new FindActive(), Node);
        await Node.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(200));
        Assert.Null(Active.Now);

        Claims.Release();
        Assert.Single((await Node.ExpectMsgAsync<Lease>()).Jobs);
        Assert.Equal(1, Claims.Open);
    }

    [Fact]
    public async Task A_renewal_is_answered_with_where_the_store_is()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var node = CreateTestProbe("other");
        var job = (await Lease(node: node)).Jobs[0];

        Tell(new Renew(SlotOf(node, 0), 1, [new(job.Job, job.Fence)]), node);

        Assert.Equal(Store.Prefix, (await node.ExpectMsgAsync<StoreAt>()).Url);
    }
}
