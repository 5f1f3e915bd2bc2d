namespace Seedbed.TrainerNode.Slot;

using Seedbed.Messages.Work;

/// <summary>Points of one lane on their way into one batch, which must stay below what a message holds.</summary>
public sealed class PointBuffer
{
    private const int MaxNameCharacters = 16_000;
    private readonly List<MetricPoint> _points = new(MetricPoints.MaxPoints);
    private readonly HashSet<string> _names = [];
    private int _nameCharacters;

    /// <summary>Whether the next point would have to wait for another batch.</summary>
    public bool IsFull => _points.Count == MetricPoints.MaxPoints || _nameCharacters >= MaxNameCharacters;

    /// <exception cref="ArgumentOutOfRangeException">The step is not within 0 and 2³² − 1.</exception>
    public void Add(MetricPoint point)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(point.Step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(point.Step, uint.MaxValue);
        if (_names.Add(point.Metric)) _nameCharacters += point.Metric.Length;
        _points.Add(point);
    }

    /// <summary>What gathered since the last call; null if nothing did.</summary>
    public MetricPoints? Take()
    {
        if (_points.Count == 0) return null;

        var batch = MetricPoints.Pack(_points);
        _points.Clear();
        _names.Clear();
        _nameCharacters = 0;
        return batch;
    }
}
