namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Xunit;

public sealed class GroupCommitTests : CoordinatorKit
{
    [Fact]
    public async Task Requests_that_come_together_are_written_together()
    {
        var words = Sys.ActorOf(Props.Create(() => new WordsActor(TestActor)));

        words.Tell(new[] { "one", "two", "three" });

        Assert.Equal(["one", "two", "three"], await ExpectMsgAsync<IReadOnlyList<string>>());
    }

    /// <summary>Journals each word it is told, and tells the probe of each group.</summary>
    private sealed class WordsActor(IActorRef probe) : GroupCommitActor<string>
    {
        public override string PersistenceId => "words";

        protected override void Handle(object message)
        {
            foreach (var word in (string[])message) Commit(word);
        }

        protected override void OnRecover(object message) { }

        protected override Action Decide(object request, IActorRef sender, List<string> events)
        {
            events.Add((string)request);
            return () => { };
        }

        protected override void OnCommitted(IReadOnlyList<string> events) => probe.Tell(events);
    }
}
