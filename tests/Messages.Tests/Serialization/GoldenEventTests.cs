namespace Seedbed.Messages.Tests.Serialization;

using System.Runtime.CompilerServices;
using Akka.Actor;
using Seedbed.Data;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Serialization;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Xunit;

/// <summary>
/// The bytes that journals hold today. A journal that was written with them is read for ever: a test that fails here
/// is answered by a new manifest or a new trailing field; then the file of today moves to <c>Earlier</c>, and is
/// still read.
/// </summary>
public sealed class GoldenEventTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 30, 15, 250, TimeSpan.FromHours(1));

    private static readonly StudySpecification Specification = new(
        new("stress"),
        new("sequence-classifier", "1", null),
        new(
            new(new string('a', 64)), "words.tsv.gz", 123_456, new Dictionary<string, NameList> { ["label"] = "stress", ["text"] = "word" },
            "common", 24, ["common", "proper"], new("hash", "word", 5, 0.1, 0.1, 1), null),
        new([new("init", 5, null), new("order", 2, [3, 9])], 2),
        new Dictionary<string, string> { ["epochs"] = "6" },
        [new("learning-rate", ["0.001", "0.003"])],
        [new("baseline", new Dictionary<string, string> { ["positions"] = "none" })],
        [new("no-positional", "baseline", new Dictionary<string, string> { ["positions"] = "none" })],
        new(
            ["test.macro_f1"], "baseline",
            [new("test.macro_f1", "macro_f1", "test", true, MetricDirection.HigherIsBetter, 0, "share", 0.01)],
            new("val.macro_f1", "val.macro_f1", null, false, MetricDirection.HigherIsBetter, 0, null),
            ExcludesDiverged: true, Alpha: 0.1, Tau: 0.5),
        4, 3, new("val.macro_f1"), new Dictionary<string, string> { ["dropout"] = "0.1" },
        ["dropout"], new(30, 5, Keep: true), ProgressTimeout: 900, Weight: 2.5, Priority: -3);

    private static readonly Checkpoint Checkpoint = new(2, 600, new(new string('d', 64)), 3, 4.5);

    private static readonly JobResult Result = new(
        JobOutcome.Completed, null, [new("test.macro_f1", 0.25), new("test.mcc", double.NaN)], 7,
        [new("confusion.json", new(new string('c', 64)))], 12.5, new("cpu", "x86-64 avx2"));

    private readonly ActorSystem _system = ActorSystem.Create("golden", SerializationSettings.Hocon);

    private static IReadOnlyList<object> Events { get; } =
    [
        new StudyEvent.Submitted(Specification, "name: stress\n", At),
        new StudyEvent.Leased(new("node-a", 1), 42, 7, [new(3, 4, 2, 1, 500)], TimeSpan.FromSeconds(30), At),
        new StudyEvent.Ended(3, 4, 2, Result, "node-a", At),
        new StudyEvent.AttemptFailed(3, 4, 2, "exit code 139 (SIGSEGV)", "node-a", At),
        new StudyEvent.GivenUp(3, 4, 2, At),
        new StudyEvent.Interrupted(3, 4, 2, "node lost", At),
        new StudyEvent.Checkpointed(3, 4, Checkpoint, At),
        new StudyEvent.CheckpointDropped(3, 4, 3, Checkpoint, "it hashes to another name", At),
        new StudyEvent.ReplayDiffered(3, 4, 3, 700, At),
        new StudyEvent.Paused(At),
        new StudyEvent.Resumed(At),
        new StudyEvent.Cancelled(3, "the learning rate is wrong", At),
        new StudyEvent.JobCancelled(3, 4, 2, "the learning rate is wrong", At),
        new StudyEvent.Retried(3, null, At),
        new CatalogueEvent.StudyListed(new("stress"), At),
        new CatalogueEvent.ProgramDescribed("""{"name":"no-op"}""", At),
        new JournalSnapshot.StudyHead(
            [Specification], "name: stress\n", [new(new("node-a", 1), 42, 7, 2, [new(3, 4, 2, 1, 500)], TimeSpan.FromSeconds(30))], 1, 2,
            IsPaused: true, IsCancelled: false, [3, 5]),
        new JournalSnapshot.StudyPiece([["test.mcc"]], [new("cpu", "x86-64 avx2")],
        [
            new(
                3, 4, new(2, 1, 1, true, ["out of memory"], [(1, 0)], 500, [Checkpoint], true, Checkpoint),
                new("node-a", 1), null, "node-b", null, null),
            new(
                3, 5, null, null, null, "node-a", JobOutcome.Completed,
                new(null, 0, [0.5], 7, Result.Artifacts, 12.5, 0)),
            new(3, 6, null, null, At, null, null, null),
        ]),
        new JournalSnapshot.Metrics([new(3, 4, 2, 7, [new(600, new(new string('d', 64)))])]),
        new MetricsEvent.PointsRecorded(
            3, 4, 2, 1, MetricPoints.Pack([new("loss", 0, 2.5), new("loss", uint.MaxValue, double.NaN)]),
            [new(600, new(new string('d', 64)))]),
    ];

    private static StudySpecification BeforeComparisons =>
        Specification with { Report = new(["test.macro_f1"], "baseline") };

    private static StudySpecification BeforeStanding => BeforeComparisons with { Weight = null, Priority = null };

    private static JournalSnapshot.StudyHead HeadBeforeControl =>
        Events.OfType<JournalSnapshot.StudyHead>().Single() with { IsPaused = false, CancelledCells = null, Specifications = [BeforeStanding] };

    public static TheoryData<string> Journaled => [.. MessageTable.All
        .Where(type => !typeof(WorkProtocol.IWorkMessage).IsAssignableFrom(type.Type))
        .Select(type => type.Manifest)];

    public void Dispose() => _system.Dispose();

    [Theory, MemberData(nameof(Journaled))]
    public void An_event_is_written_and_read_as_its_golden_file_says(string manifest)
    {
        var serializer = new SeedbedSerializer((ExtendedActorSystem)_system);
        var @event = Events.Single(known => serializer.Manifest(known) == manifest);
        var golden = File.ReadAllText(PathOf(manifest)).Trim();

        Assert.Equal(golden, Convert.ToHexStringLower(serializer.ToBinary(@event)));
        Assert.Equal(
            Shapes.Render(@event), Shapes.Render(serializer.FromBinary(Convert.FromHexString(golden), manifest)));
    }

    [Fact]
    public void A_snapshot_from_before_studies_were_paused_and_cancelled_is_read_as_one_that_is_neither() =>
        AssertRead(HeadBeforeControl, "Earlier/snapshot.study-head.without-control");

    [Fact]
    public void A_study_from_before_there_were_verdicts_is_read_as_one_without_any()
    {
        var head = Events.OfType<JournalSnapshot.StudyHead>().Single() with { Specifications = [BeforeComparisons] };

        AssertRead(
            new StudyEvent.Submitted(BeforeComparisons, "name: stress\n", At),
            "Earlier/study.submitted.without-comparisons");
        AssertRead(head, "Earlier/snapshot.study-head.without-comparisons");
        Assert.Null(BeforeComparisons.Report.Declared);
    }

    [Fact]
    public void A_study_from_before_slots_were_shared_by_weight_is_read_as_one_like_all_others()
    {
        var head = Events.OfType<JournalSnapshot.StudyHead>().Single() with { Specifications = [BeforeStanding] };

        AssertRead(
            new StudyEvent.Submitted(BeforeStanding, "name: stress\n", At), "Earlier/study.submitted.without-standing");
        AssertRead(head, "Earlier/snapshot.study-head.without-standing");
        Assert.Equal(Standing.Default, BeforeStanding.Standing);
    }

    [Fact]
    public void Events_from_before_specifications_named_the_parameters_of_lanes_are_read()
    {
        var before = BeforeStanding with { PerLane = null, Checkpoints = null, ProgressTimeout = null };
        var head = HeadBeforeControl with { Specifications = [before] };

        AssertRead(new StudyEvent.Submitted(before, "name: stress\n", At), "Earlier/study.submitted.without-per-lane");
        AssertRead(head, "Earlier/snapshot.study-head.without-per-lane");
    }

    [Fact]
    public void A_study_from_before_roles_had_kinds_is_read_with_kinds_by_name()
    {
        var before = BeforeStanding with { Checkpoints = null, ProgressTimeout = null };
        var head = HeadBeforeControl with { Specifications = [before] };

        AssertRead(new StudyEvent.Submitted(before, "name: stress\n", At), "Earlier/study.submitted.without-role-kinds");
        AssertRead(head, "Earlier/snapshot.study-head.without-role-kinds");
        Assert.Equal(["word"], Specification.Data!.ColumnsOf(RoleKind.Text));
    }

    [Fact]
    public void A_study_from_before_progress_had_a_timeout_is_read_with_the_default()
    {
        var before = BeforeStanding with { ProgressTimeout = null };
        var head = HeadBeforeControl with { Specifications = [before] };

        AssertRead(
            new StudyEvent.Submitted(before, "name: stress\n", At), "Earlier/study.submitted.without-progress-timeout");
        AssertRead(head, "Earlier/snapshot.study-head.without-progress-timeout");
    }

    [Fact]
    public void What_was_journaled_before_there_were_checkpoints_is_read_without_any()
    {
        var before = BeforeStanding with { Checkpoints = null, ProgressTimeout = null };
        var piece = Events.OfType<JournalSnapshot.StudyPiece>().Single();
        var history = piece.Jobs[0].History! with { Checkpoints = null, ReplayDiffered = false, From = null };
        var curves = Events.OfType<JournalSnapshot.Metrics>().Single();

        AssertRead(new StudyEvent.Submitted(before, "name: stress\n", At), "Earlier/study.submitted.without-checkpoints");
        AssertRead(
            HeadBeforeControl with { Specifications = [before] },
            "Earlier/snapshot.study-head.without-checkpoints");
        AssertRead(
            piece with { Jobs = [piece.Jobs[0] with { History = history }, .. piece.Jobs.Skip(1)] },
            "Earlier/snapshot.study-piece.without-checkpoints");
        AssertRead(
            new JournalSnapshot.Metrics([curves.Open[0] with { Epochs = null }]),
            "Earlier/snapshot.metrics.without-epochs");
        AssertRead(
            Events.OfType<MetricsEvent.PointsRecorded>().Single() with { Epochs = null },
            "Earlier/metrics.points-recorded.without-epochs");
    }

    [Theory, MemberData(nameof(Journaled))]
    public void An_event_of_a_later_version_with_one_more_field_is_still_read(string manifest)
    {
        var serializer = new SeedbedSerializer((ExtendedActorSystem)_system);
        var @event = Events.Single(known => serializer.Manifest(known) == manifest);
        var bytes = serializer.ToBinary(@event);

        bytes[0]++;                                      // the length of a MessagePack array of up to 15 fields

        Assert.Equal(Shapes.Render(@event), Shapes.Render(serializer.FromBinary([.. bytes, 0x01], manifest)));
    }

    private void AssertRead(object expected, string file)
    {
        var serializer = new SeedbedSerializer((ExtendedActorSystem)_system);
        var bytes = Convert.FromHexString(File.ReadAllText(PathOf(file)).Trim());

        Assert.Equal(
            Shapes.Render(expected), Shapes.Render(serializer.FromBinary(bytes, serializer.Manifest(expected))));
    }

    private static string PathOf(string manifest, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Golden", $"{manifest}.hex");
}
