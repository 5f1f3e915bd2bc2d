namespace Seedbed.Training.Tests.Programs;

using Seedbed.Training.Programs;

/// <summary>What a lane said, for a test to look at.</summary>
internal sealed class RecordedLane : ILaneObserver
{
    public List<(string Metric, long Step, double Value)> Points { get; } = [];

    public Dictionary<string, byte[]> Artifacts { get; } = [];

    /// <summary>Null unless it completed.</summary>
    public IReadOnlyDictionary<string, double>? Finals { get; private set; }

    /// <summary>Null unless it diverged.</summary>
    public long? DivergedAt { get; private set; }

    public void Report(string metric, long step, double value) => Points.Add((metric, step, value));

    public void Attach(string name, ReadOnlyMemory<byte> content) => Artifacts.Add(name, content.ToArray());

    public void Complete(IReadOnlyDictionary<string, double> finals) => Finals = finals;

    public void Diverge(long step) => DivergedAt = step;
}
