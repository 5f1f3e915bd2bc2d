namespace Seedbed.Coordinator.Tests.Journal;

using Akka.Actor;
using Akka.Actor.Setup;
using Microsoft.Data.Sqlite;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Tests.Hosting;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Serialization;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Journal.MetricsEvent;

public sealed class SqliteJournalTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();
    private readonly JournalFiles _files;

    public SqliteJournalTests()
    {
        _files = JournalFiles.In(_directory.Path);
        _files.Prepare();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    [Fact]
    public async Task Events_are_read_back_by_the_next_process()
    {
        StudyEvent[] events =
            [new StudyEvent.GivenUp(1, 2, 3, At), new StudyEvent.Interrupted(1, 3, 1, "node lost", At)];
        await Journaling(
            system => system.ActorOf(Chronicler.Props("study-a")).Ask<Chronicler.Told>(new Chronicler.Tell(events)));

        var recovered = await Journaling(
            system => system.ActorOf(Chronicler.Props("study-a")).Ask<Chronicler.Told>(new Chronicler.Tell([])));

        Assert.Equal<object>(events, recovered.Events);
    }

    [Fact]
    public async Task A_row_holds_a_manifest_and_no_type_name_and_no_tags()
    {
        await Journaling(system => system.ActorOf(Chronicler.Props("study-a")).Ask<Chronicler.Told>(
            new Chronicler.Tell([new StudyEvent.GivenUp(1, 2, 3, At)])));

        using var connection = new SqliteConnection($"Data Source={_files.Events}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT manifest || ' ' || identifier || ' ' || (SELECT count(*) FROM tags) FROM journal";
        Assert.Equal($"study.given-up {SeedbedSerializer.Id} 0", command.ExecuteScalar());
    }

    [Fact]
    public async Task Curves_are_read_from_every_shard_of_their_study_and_no_other()
    {
        var keys = new CurveKeys(new("a"), Shards: 2, [Key(cell: 0), Key(cell: 1)]);

        var rows = await Journaling(async system =>
        {
            await Record(system, "metrics-a-0", Batch(cell: 0, 0.5));
            await Record(system, "metrics-a-1", Batch(cell: 1, 0.25));
            await Record(system, "metrics-b-0", Batch(cell: 0, 0.125));
            List<CurveRow> read = [];
            await foreach (var row in new CurveQuery(system).Read(keys)) read.Add(row);
            return read;
        });

        Assert.Equal([new CurveRow(0, 0, "loss", 1, 0.5), new CurveRow(1, 0, "loss", 1, 0.25)], rows);
    }

    private static CurveKey Key(int cell) => new(cell, Seed: 0, [new(Fence: 1, LastBatch: 1)]);

    private static PointsRecorded Batch(int cell, double loss) =>
        new(cell, Seed: 0, Fence: 1, Number: 1, MetricPoints.Pack([new("loss", 1, loss)]));

    private static Task Record(ActorSystem system, string stream, PointsRecorded batch) =>
        system.ActorOf(Chronicler.Props(stream)).Ask<Chronicler.Told>(new Chronicler.Tell([batch]));

    /// <summary>Runs something against an actor system of its own, as another process would be.</summary>
    private async Task<T> Journaling<T>(Func<ActorSystem, Task<T>> work)
    {
        var journal = JournalSettings.Sqlite(_files);
        var system = ActorSystem.Create("journaling", ActorSystemSetup.Create(
            journal.Setup,
            BootstrapSetup.Create().WithConfig(SerializationSettings.Hocon.WithFallback(journal.Hocon))));
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
