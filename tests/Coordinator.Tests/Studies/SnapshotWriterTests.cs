namespace Seedbed.Coordinator.Tests.Studies;

using Akka.Persistence;
using Akka.TestKit;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Journal;
using Xunit;

public sealed class SnapshotWriterTests : CoordinatorKit
{
    private const int EventsPerSnapshot = 2;

    private static readonly StudyState State = Given.After(Given.Submit(Given.Study()));

    private readonly TestProbe _store;
    private readonly SnapshotWriter _writer;

    public SnapshotWriterTests()
    {
        _store = CreateTestProbe("store");
        _writer = new SnapshotWriter("study-spirals", _store, TestActor, Clock, EventsPerSnapshot);
    }

    [Fact]
    public async Task A_snapshot_that_failed_is_tried_again_after_as_many_events()
    {
        Journal(from: 1, to: 2);
        var failed = await _store.ExpectMsgAsync<SaveSnapshot>();
        _writer.On(new SaveSnapshotFailure(failed.Metadata, new IOException("full")));

        Journal(from: 3, to: 4);

        Assert.Equal(4, (await _store.ExpectMsgAsync<SaveSnapshot>()).Metadata.SequenceNr);
    }

    [Fact]
    public async Task Answers_to_an_earlier_snapshot_say_nothing_about_the_one_being_written()
    {
        Journal(from: 1, to: 2);
        var failed = await _store.ExpectMsgAsync<SaveSnapshot>();
        _writer.On(new SaveSnapshotFailure(failed.Metadata, new TimeoutException("slow")));
        Journal(from: 3, to: 4);
        var written = await _store.ExpectMsgAsync<SaveSnapshot>();

        _writer.On(new SaveSnapshotSuccess(failed.Metadata));
        _writer.On(new SaveSnapshotFailure(failed.Metadata, new TimeoutException("slow")));
        Journal(from: 5, to: 8);
        _writer.On(new SaveSnapshotSuccess(written.Metadata));

        Assert.Equal(3, (await _store.ExpectMsgAsync<DeleteSnapshots>()).Criteria.MaxSequenceNr);
    }

    private void Journal(long from, long to)
    {
        for (var number = from; number <= to; number++)
        {
            _writer.Note(new StudyEvent.Interrupted(0, 0, number, "drain", Given.Noon));
            _writer.WriteIfDue(State, number);
        }
    }
}
