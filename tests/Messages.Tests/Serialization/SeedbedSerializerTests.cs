namespace Seedbed.Messages.Tests.Serialization;

using System.Runtime.Serialization;
using Akka.Actor;
using CsCheck;
using Seedbed.Messages.Serialization;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

public sealed class SeedbedSerializerTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("serializing", SerializationSettings.Hocon);

    private Akka.Serialization.Serialization Serialization => ((ExtendedActorSystem)_system).Serialization;

    private SeedbedSerializer Serializer =>
        Assert.IsType<SeedbedSerializer>(Serialization.FindSerializerForType(typeof(Renew)));

    public void Dispose() => _system.Dispose();

    public static TheoryData<string> Manifests => [.. MessageTable.All.Select(type => type.Manifest)];

    [Fact]
    public void Every_message_of_every_family_stands_in_the_table()
    {
        var members = typeof(MessageTable).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && MessageTable.Families.Any(family => family.IsAssignableFrom(type)));

        Assert.Equal(
            members.Select(type => type.FullName).Order(), MessageTable.All.Select(type => type.Type.FullName).Order());
    }

    [Fact]
    public void Manifests_are_short_and_distinct()
    {
        Assert.Equal(MessageTable.All.Count, MessageTable.All.Select(type => type.Manifest).Distinct().Count());
        Assert.All(MessageTable.All, type => Assert.Matches("^[a-z.-]{1,32}$", type.Manifest));
    }

    [Theory, MemberData(nameof(Manifests))]
    public void A_message_comes_back_with_every_field(string manifest)
    {
        var type = MessageTable.All.Single(known => known.Manifest == manifest).Type;

        Shapes.Any(type).Sample(
            message =>
            {
                var bound = Assert.IsType<SeedbedSerializer>(Serialization.FindSerializerFor(message));
                var read = Serialization.Deserialize(
                    bound.ToBinary(message!), SeedbedSerializer.Id, bound.Manifest(message!));
                Assert.Equal(Shapes.Render(message), Shapes.Render(read));
            },
            iter: 50);
    }

    [Fact]
    public void An_unknown_manifest_is_refused_by_name()
    {
        var refusal = Assert.Throws<SerializationException>(() => Serializer.FromBinary([], "relaese"));

        Assert.Contains("'relaese'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xC1 })]
    [InlineData(new byte[] { 0x92, 0x01 })]
    public void Bytes_that_are_no_such_message_are_refused(byte[] bytes) =>
        Assert.Throws<SerializationException>(() => Serializer.FromBinary(bytes, "lease"));

    [Fact]
    public void An_id_off_the_wire_is_held_to_its_rule()
    {
        var bytes = MessagePack.MessagePackSerializer.Serialize(
            new object[] { new object[] { new object[] { "../etc" }, 0, 0 }, 1L });

        Assert.Throws<SerializationException>(() => Serializer.FromBinary(bytes, "outcome-stored"));
    }

    [Fact]
    public void An_unregistered_type_is_not_written() =>
        Assert.Throws<SerializationException>(() => Serialization.Serialize(new Uri("http://example.org")));

    [Fact]
    public void A_type_name_off_the_wire_is_not_read()
    {
        var json = """{"$type":"System.IO.FileInfo, System.Private.CoreLib","fileName":"x"}"""u8.ToArray();

        var refusal = Assert.Throws<SerializationException>(
            () => Serialization.Deserialize(json, serializerId: 1, "System.Object"));

        Assert.Contains("refused", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_batch_of_points_and_epochs_fits_a_message()
    {
        var points = Enumerable.Range(0, MetricPoints.MaxPoints)
            .Select(i => new MetricPoint($"validation.per-class.f1.class-number-{i:D9}", uint.MaxValue, Math.PI));
        var job = new JobId(new(new string('a', 63)), int.MaxValue, int.MaxValue);

        var epochs = Enumerable.Repeat(new EpochHash(uint.MaxValue, new(new string('f', 64))), MetricPoints.MaxEpochs);
        var batch = new MetricBatch(job, long.MaxValue, int.MaxValue, MetricPoints.Pack([.. points]), [.. epochs]);

        Assert.InRange(Serializer.ToBinary(batch).Length, 1, SeedbedSerializer.MaxWireBytes);
    }

    [Fact]
    public void A_batch_may_hold_epochs_alone()
    {
        var job = new JobId(new("stress"), 0, 0);
        var batch = new MetricBatch(job, 1, 1, MetricPoints.None, [new(600, new(new string('f', 64)))]);

        var read = (MetricBatch)Serializer.FromBinary(Serializer.ToBinary(batch), "metric-batch");

        Assert.Empty(read.Points.Unpack());
        Assert.Equal(batch.Epochs!, read.Epochs!);
    }

    [Fact]
    public void The_largest_lease_fits_a_message() =>
        Assert.InRange(Serializer.ToBinary(LeaseOf(lanes: 256)).Length, 1, SeedbedSerializer.MaxWireBytes);

    [Fact]
    public void The_largest_lease_of_jobs_that_go_on_from_checkpoints_fits_a_message()
    {
        var from = new Checkpoint(long.MaxValue, uint.MaxValue, new(new string('f', 64)), int.MaxValue, Math.PI);

        var size = Serializer.ToBinary(LeaseOf(lanes: 64, from)).Length;

        Assert.InRange(size, 1, SeedbedSerializer.MaxWireBytes);
    }

    [Fact]
    public void A_message_that_is_too_large_is_refused_with_its_size()
    {
        var refusal = Assert.Throws<SerializationException>(() => Serializer.ToBinary(LeaseOf(lanes: 2_000)));

        Assert.Contains("65,536", refusal.Message, StringComparison.Ordinal);
    }

    private static Lease LeaseOf(int lanes, Checkpoint? from = null)
    {
        var study = new StudyId(new string('a', 63));
        var seeds = new SeedVector(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue, int.MaxValue);
        return new(
            new("node-name-of-a-machine.example.org", 15), long.MaxValue, long.MaxValue, new(
                "sequence-classifier", "1.0.0", new string('f', 64)),
            Enumerable.Range(0, 64).ToDictionary(
                i => $"parameter-with-a-long-name-{i}", _ => "-2.2250738585072014E-308"),
            new string('d', 8_000), "http://127.0.0.1:12345/api/v1/store/", "val.macro_f1",
            [.. Enumerable.Range(0, lanes).Select(
                lane => new LeasedJob(
                    new(study, int.MaxValue, int.MaxValue - lane), long.MaxValue, seeds, OwnOf(from), from))],
            TimeSpan.FromSeconds(30), new(86_400, int.MaxValue, Keep: true));

        static Dictionary<string, string>? OwnOf(Checkpoint? from) => from is null
            ? null
            : Enumerable.Range(0, 4).ToDictionary(
                i => $"parameter-with-a-long-name-{i}", _ => "-2.2250738585072014E-308");
    }
}
