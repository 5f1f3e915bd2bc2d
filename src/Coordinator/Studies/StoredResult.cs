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
    SharedNames Names,
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
public sealed record SharedNames(ImmutableArray<string> Names)
{
    public int IndexOf(string metric) => Names.IndexOf(metric);

    public bool Matches(IReadOnlyList<string> names)
    {
        if (names.Count != Names.Length) return false;
        for (var i = 0; i < names.Count; i++)
            if (names[i] != Names[i]) return false;
        return true;
    }
}

/// <summary>What results of a study have in common, kept once.</summary>
public sealed record SharedParts(ImmutableList<SharedNames> Names, ImmutableHashSet<Device> Devices)
{
    /// <summary>Jobs whose finals match none of this many lists keep their own.</summary>
    private const int MaxNames = 16;

    public static SharedParts Empty { get; } = new([], []);

    /// <summary>The shared list of these names.</summary>
    /// <param name="after">These parts, with the list if it is new.</param>
    public SharedNames NamesOf(IReadOnlyList<string> names, out SharedParts after)
    {
        after = this;
        var known = Names.Find(list => list.Matches(names));
        if (known is not null) return known;

        var added = new SharedNames([.. names.Select(string.Intern)]);
        if (Names.Count < MaxNames) after = this with { Names = Names.Add(added) };
        return added;
    }

    /// <summary>The shared record of this device.</summary>
    /// <param name="after">These parts, with the device if it is new.</param>
    public Device DeviceOf(Device device, out SharedParts after)
    {
        var isKnown = Devices.TryGetValue(device, out var known);
        after = isKnown ? this : this with { Devices = Devices.Add(device) };
        return known;
    }

    /// <summary>The result in its stored form.</summary>
    /// <param name="after">These parts, with those of the result that are new.</param>
    public StoredResult Store(JobResult result, out SharedParts after)
    {
        var names = NamesOf([.. result.Finals.Select(final => final.Metric)], out after);
        var device = after.DeviceOf(result.Device, out after);
        ImmutableArray<double> values = [.. result.Finals.Select(final => final.Value)];
        Artifact[] artifacts =
            [.. result.Artifacts.Select(artifact => artifact with { Name = string.Intern(artifact.Name) })];
        return new(result.DivergedAt, names, values, result.LastBatch, artifacts, result.Seconds, device);
    }
}
