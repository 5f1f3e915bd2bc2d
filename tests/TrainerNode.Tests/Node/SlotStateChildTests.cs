namespace Seedbed.TrainerNode.Tests.Node;

using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Node.Slots;
using Seedbed.TrainerNode.Slot.Pipe;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>What becomes of a job when the slot's process ends or does not start.</summary>
public sealed class SlotStateChildTests
{
    private static readonly ChildExit Crash = ChildExit.Of(139);
    private readonly List<SlotInstruction> _done = [];
    private SlotState _state = SlotState.Of(SlotWorld.Offer);
    private TimeSpan _now;

    public SlotStateChildTests() => Handle(new SlotEvent.Begun());

    private IEnumerable<IWorkMessage> Sent => _done.OfType<SlotInstruction.Send>().Select(send => send.Message);

    [Theory]
    [InlineData(128 + 1)]
    [InlineData(128 + 2)]
    [InlineData(128 + 15)]
    public void A_job_whose_process_was_interrupted_goes_back(int exitCode)
    {
        Report(new SlotReport.Ready());
        Grant();

        Exit(ChildExit.Of(exitCode));

        Assert.Single(Sent.OfType<Release>());
        Assert.Empty(Sent.OfType<AttemptFailed>());
    }

    [Fact]
    public void A_job_whose_process_crashed_has_failed()
    {
        Report(new SlotReport.Ready());
        Grant();

        Exit(Crash);

        Assert.Contains("SIGSEGV", Assert.Single(Sent.OfType<AttemptFailed>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pack_goes_back_after_three_crashes_in_a_row_before_it_trains()
    {
        Report(new SlotReport.Ready());
        Exit(Crash);
        Grant();
        Restart();
        Exit(Crash);
        Assert.Empty(Sent.OfType<Release>());

        Restart();
        Exit(Crash);

        Assert.Single(Sent.OfType<Release>());
    }

    [Fact]
    public void A_process_that_does_not_get_ready_is_replaced_and_its_late_word_ignored()
    {
        var first = _state.Child.Number;

        Pass(TimeSpan.FromSeconds(119));
        Assert.Equal(ChildPhase.Starting, _state.Child.Phase);
        Pass(TimeSpan.FromSeconds(2));
        Handle(new SlotEvent.ChildReported(first, new SlotReport.Ready()));
        Pass(TimeSpan.FromSeconds(1));

        Assert.Single(_done.OfType<SlotInstruction.KillChild>());
        Assert.Equal((first + 1, ChildPhase.Starting), (_state.Child.Number, _state.Child.Phase));
    }

    [Fact]
    public void A_process_that_gets_nowhere_is_ended_and_its_job_has_failed()
    {
        Report(new SlotReport.Ready());
        Grant(progressTimeout: 60);

        Pass(TimeSpan.FromSeconds(59));
        Report(new SlotReport.Advanced(1));
        Pass(TimeSpan.FromSeconds(59));
        Assert.Empty(_done.OfType<SlotInstruction.KillChild>());
        Pass(TimeSpan.FromSeconds(2));

        Assert.Single(_done.OfType<SlotInstruction.KillChild>());
        Assert.Contains(
            "no boundary within 60 s", Assert.Single(Sent.OfType<AttemptFailed>()).Reason, StringComparison.Ordinal);
        Restart();
    }

    [Fact]
    public void A_process_that_waits_for_the_coordinator_to_take_its_points_is_not_taken_for_one_that_hangs()
    {
        Report(new SlotReport.Ready());
        Grant(progressTimeout: 60);
        for (var batch = 0; batch < SlotState.MaxUnstoredBatches; batch++)
            Report(new SlotReport.Points(1, 0, MetricPoints.Pack([new("value", batch, 0)])));

        for (var minute = 0; minute < 10; minute++) Pass(TimeSpan.FromMinutes(1));

        Assert.Empty(_done.OfType<SlotInstruction.KillChild>());
    }

    private void Grant(double? progressTimeout = null)
    {
        var request = Sent.OfType<RequestWork>().Last();
        Handle(new SlotEvent.Received(new Lease(
            request.Slot, request.Incarnation, request.RequestId, SlotWorld.Program, new Dictionary<string, string>(),
            null, "http://store/", null, [new(new(new("s"), 0, 0), 1, SeedVector.Of(0))],
            TimeSpan.FromHours(1), ProgressTimeout: progressTimeout)));
    }

    private void Report(SlotReport report) => Handle(new SlotEvent.ChildReported(_state.Child.Number, report));

    private void Exit(ChildExit exit) => Handle(new SlotEvent.ChildExited(_state.Child.Number, exit));

    private void Restart()
    {
        Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(ChildPhase.Starting, _state.Child.Phase);
    }

    private void Pass(TimeSpan time)
    {
        _now += time;
        Handle(new SlotEvent.Ticked());
    }

    private void Handle(SlotEvent @event)
    {
        (_state, var instructions) = _state.Handle(@event, _now);
        _done.AddRange(instructions);
    }
}
