namespace Seedbed.TrainerNode.Slot;

using Seedbed.TrainerNode.Slot.Pipe;

/// <summary>Tells the node of boundaries, however many there are, at most once in a while.</summary>
public sealed class ProgressReports(ReportPipe pipe, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private long? _last;

    /// <summary>On the thread that trains. Written with the pipe's next flush.</summary>
    public void Tell(long pack)
    {
        if (_last is { } last && time.GetElapsedTime(last) < Interval) return;

        _last = time.GetTimestamp();
        pipe.Gather(new SlotReport.Advanced(pack));
    }
}
