namespace Seedbed.TrainerNode.Tests.Slot;

using System.Diagnostics;
using System.IO.Pipes;
using Seedbed.Messages.Studies;
using Seedbed.TrainerNode.Node.Slots;
using Seedbed.TrainerNode.Slot.Pipe;
using Xunit;

/// <summary>The slot's process alone: a test holds the pipes that a node would hold.</summary>
[Collection(ProcessTests.Name)]
public sealed class SlotProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-slot-");
    private readonly AnonymousPipeServerStream _orders = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly AnonymousPipeServerStream _reports = new(PipeDirection.In, HandleInheritability.Inheritable);
    private readonly FrameReader<SlotReport> _frames;
    private readonly Process _process;

    public SlotProcessTests()
    {
        _frames = new(_reports);
        var launch = new SlotLaunch("cpu", _folder.FullName, Path.Combine(_folder.FullName, "slot.log"), []);
        _process =
            Process.Start(launch.StartInfo(_orders.GetClientHandleAsString(), _reports.GetClientHandleAsString()))!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _orders.DisposeLocalCopyOfClientHandle();
        _reports.DisposeLocalCopyOfClientHandle();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _orders.Dispose();
        _frames.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_ends_in_the_middle_of_a_pack_when_the_node_is_gone()
    {
        Train("no-op", points: 1_000, milliseconds: 600_000);
        Assert.IsType<SlotReport.Points>(Next());

        _orders.Dispose();

        await _process.WaitForExitAsync();
        Assert.True(_process.HasExited);
    }

    [Fact]
    public void A_program_that_throws_fails_its_pack_with_the_message_and_the_slot_goes_on()
    {
        Train("no-op", points: -1, milliseconds: -2);
        var failed = Assert.IsType<SlotReport.Failed>(Next());
        Assert.IsType<SlotReport.Ended>(Next());
        Train("no-op", points: 0, milliseconds: 0);

        Assert.Contains("Exception", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("NoOpSession", failed.Reason, StringComparison.Ordinal);
        Assert.IsType<SlotReport.Completed>(Next());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task It_trains_on_when_its_process_group_is_told_to_end(string signal)
    {
        Train("no-op", points: 0, milliseconds: 0);
        NextCompleted();

        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();

        for (var pack = 0; pack < 200; pack++)
        {
            Train("no-op", points: 0, milliseconds: 0);
            NextCompleted();
        }
    }

    [Fact]
    public void A_cancelled_pack_ends_without_results()
    {
        Train("no-op", points: 1_000, milliseconds: 600_000);
        Assert.IsType<SlotReport.Points>(Next());

        Send(new SlotOrder.Cancel(1));

        Assert.Equal(1, Assert.IsType<SlotReport.Ended>(Next()).Pack);
    }

    [Fact]
    public void Numbers_of_a_seed_do_not_depend_on_the_lane()
    {
        Train("no-op", points: 10, milliseconds: 0, seeds: [5, 6]);
        SlotReport.Completed[] lanes = [NextCompleted(), NextCompleted()];
        Train("no-op", points: 10, milliseconds: 0, seeds: [6]);
        var alone = NextCompleted();

        Assert.Equal(lanes[1].Finals, alone.Finals);
        Assert.NotEqual(lanes[0].Finals, alone.Finals);
    }

    private SlotReport.Completed NextCompleted()
    {
        while (true)
            if (Next() is SlotReport.Completed completed) return completed;
    }

    private SlotReport Next()
    {
        while (_frames.TryRead(out var report))
            if (report is not SlotReport.Ready) return report;
        throw new EndOfStreamException("The slot ended.");
    }

    private void Train(string program, int points, int milliseconds, long[]? seeds = null) => Send(new SlotOrder.Train(
        1, program,
        new Dictionary<string, string>
        {
            ["points"] = $"{points}",
            ["finals"] = "1",
            ["milliseconds"] = $"{milliseconds}",
        },
        null, null, null, [.. (seeds ?? [0]).Select(seed => new LaneOrder(SeedVector.Of(seed), 1, null))],
        new(60, null)));

    private void Send(SlotOrder order)
    {
        var frames = new FrameWriter<SlotOrder>(_orders);
        frames.Append(order);
        frames.Flush();
    }
}
