namespace Seedbed.TrainerNode.Slot;

using System.Text;
using Seedbed.Messages.Work;

/// <summary>Points of one lane on their way into one batch, which must stay below what a message holds.</summary>
public sealed class PointBuffer
{
    private const int MaxNameBytes = 16_000;
    private readonly List<MetricPoint> _points = [];
    private readonly HashSet<string> _names = [];
    private int _nameBytes;

    /// <summary>Whether the next point would have to wait for another batch.</summary>
    public bool IsFull => _points.Count == MetricPoints.MaxPoints || _nameBytes >= MaxNameBytes;

    /// <exception cref="ArgumentOutOfRangeException">The step is not within 0 and 2³² − 1.</exception>
    public void Add(MetricPoint point)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(point.Step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(point.Step, uint.MaxValue);
        if (_names.Add(point.Metric)) _nameBytes += Encoding.UTF8.GetByteCount(point.Metric);
        _points.Add(point);
    }

    /// <summary>What gathered since the last call; null if nothing did.</summary>
    public MetricPoints? Take()
    {
        if (_points.Count == 0) return null;

        var batch = MetricPoints.Pack(_points);
        _points.Clear();
        _names.Clear();
        _nameBytes = 0;
        return batch;
    }
}
