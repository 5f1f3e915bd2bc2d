namespace Seedbed.Coordinator.Tests.Journal;

using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Persistence;
using LinqToDB.Data;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Studies;
using Seedbed.Coordinator.Tests.Postgres;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Serialization;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Journal.MetricsEvent;

/// <summary>What holds of every kind of journal.</summary>
public sealed class JournalTests(TemporaryJournals journals) : IClassFixture<TemporaryJournals>
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnPostgres]
    public async Task Events_are_read_back_by_the_next_process(JournalKind kind)
    {
        var journal = await journals.Create(kind);
        StudyEvent[] events =
            [new StudyEvent.GivenUp(1, 2, 3, At), new StudyEvent.Interrupted(1, 3, 1, "node lost", At)];
        await Journaling(journal, system => Chronicle(system, "study-a", events));

        var recovered = await Journaling(journal, system => Chronicle(system, "study-a"));

        Assert.Equal<object>(events, recovered.Events);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_holds_a_manifest_and_no_type_name_and_no_tags(JournalKind kind)
    {
        var journal = await journals.Create(kind);
        await Journaling(journal, system => Chronicle(system, "study-a", new StudyEvent.GivenUp(1, 2, 3, At)));

        await using var connection = new DataConnection(journal.Events);

        Assert.Equal(
            $"study.given-up {SeedbedSerializer.Id} 0",
            await connection.ExecuteAsync<string>(
                "SELECT manifest || ' ' || identifier || ' ' || (SELECT count(*) FROM tags) FROM journal"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Curves_are_read_from_every_shard_of_their_study_and_no_other(JournalKind kind)
    {
        var keys = new CurveKeys(new("a"), Shards: 2, [Key(cell: 0), Key(cell: 1)]);

        var rows = await Journaling(await journals.Create(kind), async system =>
        {
            await Chronicle(system, "metrics-a-0", Batch(cell: 0, 0.5));
            await Chronicle(system, "metrics-a-1", Batch(cell: 1, 0.25));
            await Chronicle(system, "metrics-b-0", Batch(cell: 0, 0.125));
            List<CurveRow> read = [];
            await foreach (var row in new CurveQuery(system).Read(keys)) read.Add(row);
            return read;
        });

        Assert.Equal([new CurveRow(0, 0, "loss", 1, 0.5), new CurveRow(1, 0, "loss", 1, 0.25)], rows);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pieces_of_a_snapshot_are_loaded_by_the_next_process(JournalKind kind)
    {
        var journal = await journals.Create(kind);
        var names = new string('n', StudySnapshots.PieceSize);
        var id = StudyRecovery.EndedPieceId("study-a", 0);
        var save = new SaveSnapshot(
            new SnapshotMetadata(id, 7, At.UtcDateTime), new JournalSnapshot.StudyPiece([[names]], [], []));

        Assert.IsType<SaveSnapshotSuccess>(await Journaling(journal, system => Store(system).Ask<object>(save)));
        var recovery = new StudyRecovery("study-a");
        recovery.Begin(StudySnapshots.Head(StudyState.Empty, endedPieces: 1, openPieces: 0), sequenceNumber: 7);
        var loaded = await Journaling(journal, system => recovery.LoadPieces(Store(system)));

        Assert.Equal(names, Assert.Single(Assert.Single(Assert.Single(loaded.Pieces).Names)));
    }

    /// <summary>
    /// A coordinator that was cut off and did not hear of it: its stream has gone on elsewhere since it last wrote.
    /// </summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task A_second_writer_of_a_stream_fails_and_leaves_nothing(JournalKind kind)
    {
        var journal = await journals.Create(kind);
        var first = new StudyEvent.GivenUp(0, 0, 1, At);
        var second = new StudyEvent.GivenUp(0, 1, 1, At);
        var third = new StudyEvent.GivenUp(0, 2, 1, At);

        var outcome = await Journaling(journal, async system =>
        {
            var frozen = system.ActorOf(Chronicler.Props("study-a"));
            await Tell(frozen, first);
            await Journaling(journal, other => Chronicle(other, "study-a", second));
            return await Task.WhenAny(Tell(frozen, third), frozen.WatchAsync());
        });

        Assert.IsNotType<Task<Chronicler.Told>>(outcome);
        var stream = await Journaling(journal, system => Chronicle(system, "study-a"));
        Assert.Equal<object>([first, second], stream.Events);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_journal_that_can_be_reached_has_no_problem_and_may_be_prepared_again(JournalKind kind)
    {
        var journal = await journals.Create(kind);

        await journal.Prepare(Assert.Fail, CancellationToken.None);

        Assert.Null(await journal.Problem(CancellationToken.None));
    }

    private static IActorRef Store(ActorSystem system) => Persistence.Instance.Apply(system).SnapshotStoreFor("");

    private static CurveKey Key(int cell) => new(cell, Seed: 0, [new(Fence: 1, LastBatch: 1)]);

    private static PointsRecorded Batch(int cell, double loss) =>
        new(cell, Seed: 0, Fence: 1, Number: 1, MetricPoints.Pack([new("loss", 1, loss)]));

    private static Task<Chronicler.Told> Chronicle(ActorSystem system, string stream, params object[] events) =>
        Tell(system.ActorOf(Chronicler.Props(stream)), events);

    private static Task<Chronicler.Told> Tell(IActorRef chronicler, params object[] events) =>
        chronicler.Ask<Chronicler.Told>(new Chronicler.Tell(events));

    /// <summary>Runs something against an actor system of its own, as another process would be.</summary>
    private static async Task<T> Journaling<T>(IJournal journal, Func<ActorSystem, Task<T>> work)
    {
        var settings = JournalSettings.Of(journal);
        var system = ActorSystem.Create("journaling", ActorSystemSetup.Create(
            settings.Setup,
            BootstrapSetup.Create().WithConfig(SerializationSettings.Hocon.WithFallback(settings.Hocon))));
        try
        {
            return await work(system);
        }
        finally
        {
            await system.Terminate();
        }
    }
}
