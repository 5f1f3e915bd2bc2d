namespace Seedbed.Coordinator.Tests.Studies;

using Akka.Actor;
using Akka.TestKit;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Coordinator.Studies.StudyProtocol;
using static Seedbed.Messages.Work.WorkProtocol;

public sealed class SnapshotTests : CoordinatorKit
{
    private const int EventsPerSnapshot = 10;

    private readonly TestProbe _scheduler;

    public SnapshotTests() => _scheduler = CreateTestProbe("scheduler");

    [Fact]
    public async Task A_study_recovers_from_its_snapshots_and_the_events_after_them()
    {
        var study = await Open();
        study.Tell(new SubmitStudy(Given.Study(cells: 2, seeds: 50, lanes: 4), "name: spirals"), Node);
        await Node.ExpectMsgAsync<StudyAccepted>();
        for (var request = 1; request <= 20; request++) await Train(study, request);
        var before = await View(study);
        var open = await LeaseOf(study, 21);
        await AwaitConditionAsync(async () => await Replayed() < 2 * EventsPerSnapshot);

        Watch(study);
        study.Tell(Kill.Instance);
        await ExpectTerminatedAsync(study);
        study = await Open();

        var after = await View(study);
        Assert.Equal((80L, 4L), (after.Jobs.Completed, after.Jobs.Running));
        Assert.Equal(before.Cells.Select(cell => cell.Estimates[0]), after.Cells.Select(cell => cell.Estimates[0]));
        Assert.Equal(open.Jobs, (await LeaseOf(study, 21)).Jobs);
    }

    private async Task<IActorRef> Open()
    {
        var study = Sys.ActorOf(
            StudyActor.Props(new("spirals"), _scheduler, ActorRefs.Nobody, Store, Clock, EventsPerSnapshot));
        await _scheduler.FishForMessageAsync(message => message is StudyOpened);
        return study;
    }

    private async Task Train(IActorRef study, int request)
    {
        foreach (var job in (await LeaseOf(study, request)).Jobs)
        {
            study.Tell(new Finished(job.Job, job.Fence, Given.Completed(1.0 / request)), Node);
            await Node.ExpectMsgAsync<OutcomeStored>();
        }
    }

    private async Task<Lease> LeaseOf(IActorRef study, int request)
    {
        study.Tell(new GrantLease(Given.Request(request), 16, Node, Given.Period, []), _scheduler);
        return await Node.ExpectMsgAsync<Lease>();
    }

    private async Task<StudyView> View(IActorRef study) =>
        await study.Ask<StudyView>(new GetStudy(new("spirals")), RemainingOrDefault);

    /// <summary>Events after the latest snapshot's head.</summary>
    private async Task<int> Replayed()
    {
        var reader = Sys.ActorOf(
            JournalReader<Seedbed.Messages.Journal.StudyEvent>.Props("study-spirals", fromSnapshot: true));
        return (await reader.Ask<IReadOnlyList<Seedbed.Messages.Journal.StudyEvent>>("read", RemainingOrDefault)).Count;
    }
}
