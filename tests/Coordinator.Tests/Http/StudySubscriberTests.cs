namespace Seedbed.Coordinator.Tests.Http;

using System.Threading.Channels;
using Akka.TestKit.Xunit2;
using Seedbed.Coordinator.Http;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;

public sealed class StudySubscriberTests : TestKit
{
    private static readonly StudyId Study = new("stress");

    [Fact]
    public void After_a_silence_it_asks_again_so_that_a_coordinator_that_started_anew_knows_it()
    {
        var views = Channel.CreateUnbounded<StudyView>();
        var subscriber = Sys.ActorOf(
            StudySubscriber.Props(Study, TestActor, views.Writer, TimeSpan.FromMilliseconds(20)));

        Assert.Equal(new WatchStudy(Study, subscriber), ExpectMsg<WatchStudy>());
        subscriber.Tell(new UnknownStudy(Study, null), TestActor);
        Assert.Equal(new WatchStudy(Study, subscriber), ExpectMsg<WatchStudy>());
    }
}
