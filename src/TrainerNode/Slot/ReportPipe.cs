namespace Seedbed.TrainerNode.Slot;

using Seedbed.TrainerNode.Slot.Pipe;

/// <summary>
/// The slot's way to its node. Thread-safe: the training thread writes results, a timer writes points that waited long
/// enough. Blocks while the node does not read: that is how a full buffer slows training instead of dropping points.
/// </summary>
public sealed class ReportPipe(Stream stream)
{
    private readonly Lock _writing = new();
    private readonly FrameWriter<SlotReport> _frames = new(stream);

    /// <summary>Written with the next <see cref="Send"/>, or earlier.</summary>
    public void Gather(SlotReport report)
    {
        lock (_writing) _frames.Append(report);
    }

    /// <summary>Writes the report and all that gathered before it.</summary>
    /// <exception cref="IOException">The node is gone.</exception>
    public void Send(SlotReport report)
    {
        lock (_writing)
        {
            _frames.Append(report);
            _frames.Flush();
        }
    }

    /// <exception cref="IOException">The node is gone.</exception>
    public void Flush()
    {
        lock (_writing) _frames.Flush();
    }
}
