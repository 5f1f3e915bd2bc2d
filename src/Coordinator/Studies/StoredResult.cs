namespace Seedbed.Coordinator.Studies;

using System.Collections.Immutable;
using Seedbed.Messages.Work;

/// <summary>
/// A job's result as a study keeps it, a few hundred bytes: names, device and node are shared between jobs.
/// </summary>
/// <param name="Names">Full metric names of the finals, shared by all jobs that report the same ones.</param>
/// <param name="Values">One for each name.</param>
public sealed record StoredResult(
    long? DivergedAt,
    FinalNames Names,
    ImmutableArray<double> Values,
    int LastBatch,
    IReadOnlyList<Artifact> Artifacts,
    double Seconds,
    Device Device)
{
    /// <summary>The final of this name; null if the job has none.</summary>
    public double? this[string metric] => Names.IndexOf(metric) is >= 0 and var index ? Values[index] : null;

    public IReadOnlyList<Final> Finals => [.. Names.Names.Select((name, index) => new Final(name, Values[index]))];
}

/// <summary>Names of finals in the order a job reported them.</summary>
public sealed record FinalNames(ImmutableArray<string> Names)
{
    public int IndexOf(string metric) => Names.IndexOf(metric);

    public bool Matches(IReadOnlyList<Final> finals)
    {
        if (finals.Count != Names.Length) return false;
        for (var i = 0; i < finals.Count; i++)
            if (finals[i].Metric != Names[i]) return false;
        return true;
    }
}

/// <summary>What results of a study have in common, kept once.</summary>
public sealed record SharedParts(ImmutableList<FinalNames> Names, ImmutableHashSet<Device> Devices)
{
    /// <summary>Jobs whose finals match none of this many lists keep their own.</summary>
    private const int MaxNames = 16;

    public static SharedParts Empty { get; } = new([], []);

    /// <summary>The result in its stored form, and the parts it shares with those before and after it.</summary>
    public (StoredResult Stored, SharedParts Shared) Store(JobResult result)
    {
        var names = Names.Find(known => known.Matches(result.Finals));
        var shared = this;
        if (names is null)
        {
            names = new([.. result.Finals.Select(final => string.Intern(final.Metric))]);
            if (Names.Count < MaxNames) shared = shared with { Names = Names.Add(names) };
        }

        if (!Devices.TryGetValue(result.Device, out var device)) shared = shared with { Devices = Devices.Add(device) };

        ImmutableArray<double> values = [.. result.Finals.Select(final => final.Value)];
        Artifact[] artifacts = [.. result.Artifacts.Select(artifact => artifact with { Name = string.Intern(artifact.Name) })];
        return (new(result.DivergedAt, names, values, result.LastBatch, artifacts, result.Seconds, device), shared);
    }
}
