namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages.Http;
using Seedbed.Messages.Studies;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>Two studies on the slots of one node.</summary>
public sealed class SharedClusterTests : CoordinatorKit
{
    private readonly Dictionary<int, Lease> _leases = [];
    private int _requests;

    [Fact]
    public async Task Slots_are_shared_by_weight_and_another_weight_or_priority_counts_from_the_next_lease_on()
    {
        await Submit(Study("heavy") with { Weight = 3 });
        await Submit(Study("light"));
        for (var slot = 0; slot < 4; slot++) await Serve(slot);
        Assert.Equal((3, 1), Held());

        for (var slot = 0; slot < 4; slot++) await FinishAndServe(slot);
        Assert.Equal((3, 1), Held());

        await Submit(Study("light") with { Weight = 3 });
        for (var slot = 0; slot < 4; slot++) await FinishAndServe(slot);
        Assert.Equal((2, 2), Held());

        await Submit(Study("light") with { Priority = 1 });
        Assert.Equal((2, 2), Held());   // nothing is taken away
        for (var slot = 0; slot < 4; slot++) await FinishAndServe(slot);
        Assert.Equal((0, 4), Held());
    }

    [Fact]
    public async Task After_a_restart_studies_stand_as_they_stood()
    {
        await Submit(Study("heavy") with { Weight = 3 });
        await Submit(Study("light") with { Weight = 0.5, Priority = 1 });
        await Serve(0);

        await Restart();
        await Serve(1);
        await FinishAndServe(0);

        Assert.Equal((0, 2), Held());
        var view = await Coordinator.Ask<StudyView>(new GetStudy(new("light")), RemainingOrDefault);
        Assert.Equal((0.5, 1), (view.Weight, view.Priority));
    }

    private static StudySpecification Study(string name) => Given.Study(cells: 2, seeds: 100, name: name);

    private (int Heavy, int Light) Held() => (
        _leases.Values.Count(lease => lease.Jobs[0].Job.Study.Name == "heavy"),
        _leases.Values.Count(lease => lease.Jobs[0].Job.Study.Name == "light"));

    private async Task Serve(int slot) => _leases[slot] = await Lease(++_requests, slot);

    private async Task FinishAndServe(int slot)
    {
        await Finish(Assert.Single(_leases[slot].Jobs));
        await Serve(slot);
    }
}
