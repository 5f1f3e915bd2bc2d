namespace Seedbed.Messages.Studies;

using MessagePack;
using Seedbed.Data;
using Seedbed.Messages.Programs;

/// <summary>
/// A study after validation: every name resolved, every value in canonical form. It, and not the file it came from,
/// decides what runs; the file's text is kept beside it for people.
/// </summary>
/// <param name="Data">Null for a program that takes no data.</param>
/// <param name="Base">Parameters common to all cells.</param>
/// <param name="Grid">Axes multiplied with every config; the last varies fastest.</param>
/// <param name="Lanes">Jobs trained together, at most; 1 trains each alone.</param>
/// <param name="MaxAttempts">Failures of its own after which a job is <c>failed</c>.</param>
/// <param name="Selection">Which epoch the finals come from.</param>
/// <param name="Defaults">The program's defaults of all its parameters.</param>
/// <param name="PerLane">
/// Parameters in which jobs of one pack may differ; null in journals from before there were any.
/// </param>
/// <param name="Checkpoints">Null in journals from before there were any: as the default is.</param>
/// <param name="ProgressTimeout">
/// Seconds after which a slot that reaches no boundary of its program is ended, and its jobs tried again; null for
/// <see cref="DefaultProgressTimeout"/>.
/// </param>
/// <param name="Weight">Null for that of <see cref="Standing.Default"/>.</param>
/// <param name="Priority">Null for that of <see cref="Standing.Default"/>.</param>
[MessagePackObject]
public sealed record StudySpecification(
    [property: Key(0)] StudyId Name,
    [property: Key(1)] ProgramIdentity Program,
    [property: Key(2)] DataSpecification? Data,
    [property: Key(3)] SeedPlan Seeds,
    [property: Key(4)] IReadOnlyDictionary<string, string> Base,
    [property: Key(5)] IReadOnlyList<GridAxis> Grid,
    [property: Key(6)] IReadOnlyList<ConfigSpecification> Configs,
    [property: Key(7)] IReadOnlyList<AblationSpecification> Ablations,
    [property: Key(8)] ReportSpecification Report,
    [property: Key(9)] int Lanes,
    [property: Key(10)] int MaxAttempts,
    [property: Key(11)] Selection Selection,
    [property: Key(12)] IReadOnlyDictionary<string, string> Defaults,
    [property: Key(13)] IReadOnlyList<string>? PerLane = null,
    [property: Key(14)] CheckpointPolicy? Checkpoints = null,
    [property: Key(15)] double? ProgressTimeout = null,
    [property: Key(16)] double? Weight = null,
    [property: Key(17)] int? Priority = null)
{
    /// <summary>
    /// Seconds. Long, because a healthy job that is ended costs more than one that hangs: a program with ordinary
    /// modules has one boundary an epoch.
    /// </summary>
    public const double DefaultProgressTimeout = 3_600;

    /// <summary>How the study shares slots with others.</summary>
    [IgnoreMember]
    public Standing Standing => new(Weight ?? Standing.Default.Weight, Priority ?? Standing.Default.Priority);
}

/// <summary>One axis of the parameter grid.</summary>
/// <param name="Values">In canonical form and file order, all distinct.</param>
[MessagePackObject]
public sealed record GridAxis([property: Key(0)] string Parameter, [property: Key(1)] IReadOnlyList<string> Values);

/// <summary>A named choice of parameters.</summary>
[MessagePackObject]
public sealed record ConfigSpecification(
    [property: Key(0)] string Name, [property: Key(1)] IReadOnlyDictionary<string, string> Set);

/// <summary>A config with a named part taken away.</summary>
[MessagePackObject]
public sealed record AblationSpecification(
    [property: Key(0)] string Name,
    [property: Key(1)] string Of,
    [property: Key(2)] IReadOnlyDictionary<string, string> Set);

/// <summary>Which epoch the finals come from: the last, or the best by a validation metric.</summary>
/// <param name="BestBy">Full name of a validation metric; null selects the last epoch.</param>
[MessagePackObject]
public sealed record Selection([property: Key(0)] string? BestBy)
{
    public static Selection Last { get; } = new((string?)null);
}
