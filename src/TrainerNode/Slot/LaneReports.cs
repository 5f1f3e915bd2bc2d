namespace Seedbed.TrainerNode.Slot;

using System.Text;
using Seedbed.Data;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Slot.Pipe;
using Seedbed.Training.Programs;

/// <summary>
/// Turns what a lane reports into frames. Points gather until a batch is full or <see cref="Gather"/> is called.
/// </summary>
/// <param name="before">Wall time of the job in earlier leases, up to the checkpoint it goes on from.</param>
/// <remarks>
/// All that a job ends with fits one message of 64 kB: 32,000 bytes of finals, 24,000 of attachments, and little else.
/// </remarks>
public sealed class LaneReports(
    long pack, int lane, DeclaredMetrics declared, ArtifactFolder artifacts, ReportPipe pipe, double before,
    TimeProvider time)
    : ILaneObserver
{
    private const int MaxFinalsBytes = 32_000;
    private const int MaxAttachedBytes = 24_000;
    private const int FinalBytes = 13; // value, and the lengths that go before name and pair
    private const int AttachedBytes = 72; // content hash, and the same lengths
    private readonly Lock _gathering = new();
    private readonly PointBuffer _points = new();
    private readonly long _started = time.GetTimestamp();
    private readonly SortedDictionary<string, ContentHash> _attached = new(StringComparer.Ordinal);
    private int _attachedBytes;

    /// <summary>Larger results so far, name to hash.</summary>
    public IReadOnlyDictionary<string, ContentHash> Attached => _attached;

    /// <summary>Since training began, in this lease and before.</summary>
    private double Seconds => before + time.GetElapsedTime(_started).TotalSeconds;

    /// <exception cref="InvalidOperationException">The program does not declare the metric as a curve.</exception>
    public void Report(string metric, long step, double value)
    {
        declared.RequireCurve(metric);
        lock (_gathering)
        {
            MakeRoom();
            _points.Add(new MetricPoint(metric, step, value));
        }
    }

    /// <summary>An epoch ended in this state.</summary>
    public void EndEpoch(EpochHash epoch)
    {
        lock (_gathering)
        {
            MakeRoom();
            _points.Add(epoch);
        }
    }

    /// <summary>Leaves a checkpoint, which lies in a file, for the node, after all points so far.</summary>
    public void Checkpoint(long step, ContentHash hash, string path)
    {
        Gather();
        pipe.Send(new SlotReport.Checkpointed(pack, lane, step, hash, path, Seconds));
    }

    /// <summary>The checkpoint that the lane was to go on from cannot be used.</summary>
    public void RefuseCheckpoint(string reason) =>
        pipe.Gather(new SlotReport.CheckpointRefused(pack, lane, FailureReason.Limit(reason)));

    /// <summary>Says again what was attached before the checkpoint that the lane goes on from.</summary>
    public void Attach(string name, ContentHash stored) =>
        Attach(name, () => (stored, null));

    /// <exception cref="InvalidOperationException">The attachments do not fit a message.</exception>
    public void Attach(string name, ReadOnlyMemory<byte> content) =>
        Attach(name, () => artifacts.Write(file => file.Write(content.Span)));

    /// <exception cref="InvalidOperationException">
    /// The program does not declare one of the finals, one is no finite number, or they do not fit a message.
    /// </exception>
    public void Complete(IReadOnlyDictionary<string, double> finals)
    {
        declared.RequireFinals(finals);
        if (finals.Keys.Sum(metric => Encoding.UTF8.GetByteCount(metric) + FinalBytes) > MaxFinalsBytes)
        {
            throw new InvalidOperationException(
                $"{finals.Count} finals do not fit a message: names and values take at most {MaxFinalsBytes} bytes. "
                + "Attach them instead.");
        }

        Gather();
        var ordered = finals.OrderBy(final => final.Key, StringComparer.Ordinal)
            .Select(final => new Final(final.Key, final.Value));
        pipe.Gather(new SlotReport.Completed(pack, lane, [.. ordered], Seconds));
    }

    public void Diverge(long step)
    {
        Gather();
        pipe.Gather(new SlotReport.Diverged(pack, lane, step, Seconds));
    }

    private void Attach(string name, Func<(ContentHash Hash, string? Path)> store)
    {
        _attachedBytes += Encoding.UTF8.GetByteCount(name) + AttachedBytes;
        if (_attachedBytes > MaxAttachedBytes)
        {
            throw new InvalidOperationException(
                $"The attachments do not fit a message: names and hashes take at most {MaxAttachedBytes} bytes. "
                + "Attach fewer.");
        }

        var (hash, path) = store();
        _attached[name] = hash;
        pipe.Gather(new SlotReport.Attached(pack, lane, name, hash, path));
    }

    private void MakeRoom()
    {
        if (!_points.IsFull) return;

        Gather();
        pipe.Flush();
    }

    /// <summary>
    /// Hands the points so far to the pipe, which writes them with its next flush. From whatever thread.
    /// </summary>
    public void Gather()
    {
        lock (_gathering)
        {
            if (_points.Take() is var (points, epochs))
                pipe.Gather(new SlotReport.Points(pack, lane, points, epochs));
        }
    }
}
