namespace Seedbed.TrainerNode.Tests.Programs;

using Seedbed.Data;
using Seedbed.Training.Programs;
using TorchSharp;

/// <summary>What one lane reported, exactly.</summary>
public sealed class RecordedLane : ILaneObserver
{
    public List<(string Metric, long Step, double Value)> Points { get; } = [];

    public Dictionary<string, byte[]> Artifacts { get; } = [];

    public IReadOnlyDictionary<string, double>? Finals { get; private set; }

    public long? DivergedAt { get; private set; }

    public void Report(string metric, long step, double value) => Points.Add((metric, step, value));

    public void Attach(string name, ReadOnlyMemory<byte> content) => Artifacts.Add(name, content.ToArray());

    public void Complete(IReadOnlyDictionary<string, double> finals) => Finals = finals;

    public void Diverge(long step) => DivergedAt = step;

    public IEnumerable<double> Curve(string metric) =>
        Points.Where(point => point.Metric == metric).Select(point => point.Value);

    /// <summary>Trains a pack to its end; each lane has the program's defaults but for what is set.</summary>
    public static RecordedLane[] Train(
        ITrainingProgram program, IReadOnlyList<LaneSetting> settings, DataSource? data = null, string? selectBy = null)
    {
        RecordedLane[] recorded = [.. settings.Select(_ => new RecordedLane())];
        Lane[] lanes = [.. settings.Select((setting, index) => new Lane(
            setting.Seeds, setting.Over(program.Description), recorded[index]) { Attempt = setting.Attempt })];
        using var session = program.Start(new(lanes, torch.CPU, data, selectBy));
        while (session.Advance(CancellationToken.None)) { }
        return recorded;
    }
}

/// <summary>A job: its seeds and the parameters that are not the program's defaults.</summary>
public sealed record LaneSetting(Seeds Seeds, params IReadOnlyList<(string Name, string Value)> Set)
{
    public long Attempt { get; init; } = 1;

    public Parameters Over(ProgramDescription description)
    {
        var values = description.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default);
        foreach (var (name, value) in Set) values[name] = value;
        return new(values);
    }
}
