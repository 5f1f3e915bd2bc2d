namespace Seedbed.TrainerNode.Tests.Slot;

using CsCheck;
using Seedbed.Messages;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Slot.Pipe;
using Xunit;

public sealed class FrameTests
{
    private static readonly SlotReport[] Reports =
    [
        new SlotReport.Ready(),
        new SlotReport.Points(3, 1, MetricPoints.Pack([new("value", 7, double.NaN), new("loss", 8, 0.5)])),
        new SlotReport.Points(3, 1, MetricPoints.None, [new(64, new(new string('b', 64)))]),
        new SlotReport.Checkpointed(3, 1, 64, new(new string('b', 64)), "/somewhere/2", 1.5),
        new SlotReport.CheckpointRefused(3, 1, "torn"),
        new SlotReport.Advanced(3),
        new SlotReport.Attached(3, 1, "confusion.json", new(new string('a', 64)), "/somewhere/1"),
        new SlotReport.Completed(3, 1, [new("test.mcc", 0.25)], 1.5),
        new SlotReport.Diverged(3, 0, 12, 0.25),
        new SlotReport.Failed(3, "no reason"),
        new SlotReport.Warned("no good"),
        new SlotReport.Ended(3, 1L << 33),
    ];

    [Fact]
    public void Every_report_arrives_as_it_was_sent()
    {
        var read = Read<SlotReport>(Written(Reports));

        Assert.Equal(Reports.Select(report => report.GetType()), read.Select(report => report.GetType()));
        Assert.Equal(Written(Reports), Written([.. read]));
    }

    [Fact]
    public void Every_order_arrives_as_it_was_sent()
    {
        SlotOrder[] orders =
        [
            new SlotOrder.Train(
                9, "no-op", new Dictionary<string, string> { ["points"] = "1" }, "{}", "/cache/x", null,
                [
                    new(
                        new SeedVector(1, 2, 3, 4, 5), 2, new Dictionary<string, string> { ["points"] = "3" },
                        new("/from", 5, 1.5)),
                ],
                new(60, 5)),
            new SlotOrder.Leave(9),
            new SlotOrder.Cancel(9),
        ];

        var read = Read<SlotOrder>(Written(orders));

        var train = Assert.IsType<SlotOrder.Train>(read[0]);
        Assert.Equal(
            (9, "no-op", "{}", "/cache/x", null),
            (train.Pack, train.Program, train.Data, train.DataPath, train.SelectBy));
        Assert.Equal("1", Assert.Single(train.Parameters).Value);
        var lane = Assert.Single(train.Lanes);
        Assert.Equal((new SeedVector(1, 2, 3, 4, 5), 2L), (lane.Seeds, lane.Attempt));
        Assert.Equal("3", Assert.Single(lane.Own ?? new Dictionary<string, string>()).Value);
        Assert.Equal(orders[1], read[1]);
    }

    [Fact]
    public void Every_kind_of_report_is_among_those_tested() =>
        Assert.Equal(
            typeof(SlotReport).GetNestedTypes().ToHashSet(), Reports.Select(report => report.GetType()).ToHashSet());

    [Fact]
    public void Frames_survive_being_torn_into_pieces_of_any_size() => Gen.Int[1, 40].Array[1, 30].Sample(pieces =>
    {
        using var torn = new TornStream(Written(Reports), pieces);
        Assert.Equal(Written(Reports), Written([.. Read<SlotReport>(torn)]));
    });

    [Fact]
    public void A_pipe_that_closes_within_a_frame_is_an_error_and_between_frames_is_the_end()
    {
        var all = Written(Reports);
        var boundaries = Reports.Select((_, count) => Written(Reports[..count]).Length).Append(all.Length).ToHashSet();

        for (var length = 0; length <= all.Length; length++)
        {
            var cut = all[..length];
            if (boundaries.Contains(length)) Read<SlotReport>(cut);
            else Assert.Throws<EndOfStreamException>(() => Read<SlotReport>(cut));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Frame.MaxBytes + 1)]
    public void A_length_that_no_frame_has_is_refused(int length) =>
        Assert.Throws<InvalidDataException>(() => Read<SlotReport>([.. BitConverter.GetBytes(length), 1, 2, 3, 4]));

    [Fact]
    public void Bytes_that_are_no_report_are_refused() =>
        Assert.Throws<InvalidDataException>(() => Read<SlotReport>([4, 0, 0, 0, 0xC1, 0xC1, 0xC1, 0xC1]));

    private static byte[] Written<T>(T[] messages)
    {
        using var stream = new MemoryStream();
        var frames = new FrameWriter<T>(stream);
        foreach (var message in messages) frames.Append(message);
        frames.Flush();
        return stream.ToArray();
    }

    private static List<T> Read<T>(byte[] bytes) where T : notnull => Read<T>(new MemoryStream(bytes));

    private static List<T> Read<T>(Stream stream) where T : notnull
    {
        using var frames = new FrameReader<T>(stream);
        var messages = new List<T>();
        while (frames.TryRead(out var message)) messages.Add(message);
        return messages;
    }

    /// <summary>Gives bytes in pieces of the given sizes, over and over.</summary>
    private sealed class TornStream(byte[] bytes, int[] pieces) : MemoryStream(bytes)
    {
        private int _piece;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, Next())]);

        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, Next()));

        private int Next() => pieces[_piece++ % pieces.Length];
    }
}
