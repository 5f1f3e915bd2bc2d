namespace Seedbed.TrainerNode.Tests.Slot;

using Seedbed.TrainerNode.Slot;
using Seedbed.TrainerNode.Slot.Pipe;
using Seedbed.Training.Programs;
using Xunit;

public sealed class LaneReportsTests : IDisposable
{
    /// <summary>Fewer than 32,000 characters, and 60,000 bytes of UTF-8.</summary>
    private static readonly string LongName = new('€', 20_000);

    private static readonly ProgramDescription Program = new()
    {
        Name = "test",
        Version = "1",
        Summary = "",
        Parameters = [],
        Metrics =
        [
            new("loss", MetricScope.Curve, MetricDirection.LowerIsBetter, null, null, ""),
            new("mcc", MetricScope.Final, MetricDirection.HigherIsBetter, -1, null, ""),
            new(LongName, MetricScope.Final, MetricDirection.None, null, null, ""),
        ],
    };

    private readonly MemoryStream _written = new();
    private readonly ReportPipe _pipe;
    private readonly LaneReports _lane;

    public LaneReportsTests()
    {
        _pipe = new(_written);
        _lane = new(1, 0, new(Program, null), new("/unused"), _pipe, 0, TimeProvider.System);
    }

    public void Dispose() => _written.Dispose();

    [Fact]
    public void Points_and_end_of_a_lane_are_written_together()
    {
        _lane.Report("loss", 1, 0.5);
        _lane.Complete(new Dictionary<string, double> { ["mcc"] = 1 });
        Assert.Equal(0, _written.Length);

        _pipe.Flush();

        _written.Position = 0;
        using var frames = new FrameReader<SlotReport>(_written);
        Assert.True(frames.TryRead(out var points));
        Assert.True(frames.TryRead(out var end));
        Assert.IsType<SlotReport.Points>(points);
        Assert.IsType<SlotReport.Completed>(end);
    }

    [Fact]
    public void Finals_are_limited_by_their_bytes() =>
        Assert.Throws<InvalidOperationException>(
            () => _lane.Complete(new Dictionary<string, double> { [LongName] = 1 }));

    [Fact]
    public void Attachments_are_limited_by_their_bytes() =>
        Assert.Throws<InvalidOperationException>(() => _lane.Attach(LongName, Array.Empty<byte>()));
}
