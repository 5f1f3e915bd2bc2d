namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages.Journal;
using Xunit;

public sealed class UnavailableStudyTests : CoordinatorKit
{
    [Fact]
    public async Task A_study_that_cannot_be_opened_holds_up_the_others_for_three_attempts_only()
    {
        await Submit(Given.Study(name: "whole"));
        await Submit(Given.Study(name: "broken"));
        var journal = Sys.ActorOf(JournalWriter.Props("study-broken"));
        var neverLeased = new StudyEvent.GivenUp(0, 0, 7, Given.Noon);
        await journal.Ask<StudyEvent>(neverLeased, RemainingOrDefault);

        await Stops("opening it again in 00:00:01").ExpectOneAsync(Crash);
        Request(1);
        Request(2);
        await Stops("opening it again in 00:00:02").ExpectOneAsync(() => Pass(seconds: 1));
        await EventFilter.Error(contains: "cannot be opened").ExpectOneAsync(() => Pass(seconds: 2));

        var lease = await Node.ExpectMsgAsync<Seedbed.Messages.Work.WorkProtocol.Lease>();
        Assert.Equal(("whole", 2), (lease.Jobs[0].Job.Study.Name, lease.RequestId));
        await Ready();
        await Node.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    private Akka.TestKit.IEventFilterApplier Stops(string contains) => EventFilter.Warning(contains: contains);

    private Task Pass(int seconds)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        return Task.CompletedTask;
    }
}
