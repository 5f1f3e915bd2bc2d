namespace Seedbed.TrainerNode.Slot;

using System.Text;
using Seedbed.Messages.Work;

/// <summary>
/// Points and epochs of one lane on their way into one batch, which must stay below what a message holds.
/// </summary>
public sealed class PointBuffer
{
    private const int MaxNameBytes = 16_000;
    private readonly List<MetricPoint> _points = [];
    private readonly List<EpochHash> _epochs = [];
    private readonly HashSet<string> _names = [];
    private int _nameBytes;

    /// <summary>Whether the next point or epoch would have to wait for another batch.</summary>
    public bool IsFull => _points.Count == MetricPoints.MaxPoints || _nameBytes >= MaxNameBytes
        || _epochs.Count == MetricPoints.MaxEpochs;

    /// <exception cref="ArgumentOutOfRangeException">The step is not within 0 and 2³² − 1.</exception>
    public void Add(MetricPoint point)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(point.Step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(point.Step, uint.MaxValue);
        if (_names.Add(point.Metric)) _nameBytes += Encoding.UTF8.GetByteCount(point.Metric);
        _points.Add(point);
    }

    public void Add(EpochHash epoch) => _epochs.Add(epoch);

    /// <summary>What gathered since the last call; null if nothing did.</summary>
    public (MetricPoints Points, IReadOnlyList<EpochHash>? Epochs)? Take()
    {
        if (_points.Count == 0 && _epochs.Count == 0) return null;

        var points = _points.Count == 0 ? MetricPoints.None : MetricPoints.Pack(_points);
        IReadOnlyList<EpochHash>? epochs = _epochs.Count == 0 ? null : [.. _epochs];
        _points.Clear();
        _epochs.Clear();
        _names.Clear();
        _nameBytes = 0;
        return (points, epochs);
    }
}
