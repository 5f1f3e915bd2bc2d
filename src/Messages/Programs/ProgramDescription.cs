namespace Seedbed.Messages.Programs;

using MessagePack;
using Seedbed.Data;

/// <summary>
/// What a training program says of itself, as data: enough to validate a study without TorchSharp and without a node.
/// The node executable prints it (<c>describe</c>), nodes offer it, the coordinator keeps it.
/// </summary>
/// <param name="Name">The name studies use, such as <c>sequence-classifier</c>.</param>
/// <param name="Version">Declared by the author; a change makes new cells.</param>
/// <param name="ContentHash">Hash of the build, for programs of users; null for built-in ones.</param>
/// <param name="Summary">One sentence for people.</param>
/// <param name="Data">What the program wants of a study's data; null if it takes none.</param>
/// <param name="MaxLanes">The largest pack the program trains; 1 if it was not written for lanes.</param>
/// <param name="Guarantees">
/// What can decide a job's numbers besides its cell and seeds, for people; null if nothing can.
/// </param>
public sealed record ProgramDescription(
    string Name,
    string Version,
    string? ContentHash,
    string Summary,
    IReadOnlyList<ParameterDescription> Parameters,
    IReadOnlyList<MetricDescription> Metrics,
    DataDescription? Data,
    int MaxLanes,
    string? Guarantees = null)
{
    public ProgramIdentity Identity => new(Name, Version, ContentHash);
}

/// <summary>What makes two programs the same one: results of different identities are never pooled.</summary>
[MessagePackObject]
public sealed record ProgramIdentity(
    [property: Key(0)] string Name,
    [property: Key(1)] string Version,
    [property: Key(2)] string? ContentHash)
{
    public override string ToString() =>
        ContentHash is null ? $"{Name} {Version}" : $"{Name} {Version} ({ContentHash[..12]})";
}

public enum ParameterType
{
    /// <summary>A whole number within <c>Minimum</c> and <c>Maximum</c>.</summary>
    Integer,

    /// <summary>A finite number within <c>Minimum</c> and <c>Maximum</c>.</summary>
    Number,

    /// <summary>One of <c>Choices</c>.</summary>
    Choice,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
}

/// <param name="Default">In canonical form, as <see cref="ParameterType"/> writes it.</param>
/// <param name="Minimum">Smallest value allowed, inclusive; null if unbounded. Numbers only.</param>
/// <param name="Maximum">Largest value allowed, inclusive; null if unbounded. Numbers only.</param>
/// <param name="Unit">Such as <c>epochs</c>; null if it has none.</param>
/// <param name="PerLane">
/// Whether jobs that differ in this parameter may share a pack: it changes no tensor's shape.
/// </param>
/// <param name="MultipleOf">What a whole number must be a multiple of, at least 1; null if of nothing.</param>
public sealed record ParameterDescription(
    string Name,
    ParameterType Type,
    string Default,
    double? Minimum,
    double? Maximum,
    IReadOnlyList<string>? Choices,
    string? Unit,
    string Summary,
    bool PerLane,
    int? MultipleOf = null);

public enum MetricScope
{
    /// <summary>Reported along the run, by its full name: <c>train.loss</c>, <c>learning_rate</c>.</summary>
    Curve,

    /// <summary>Reported once, by its full name.</summary>
    Final,

    /// <summary>Both along the run and at its end, by its full name: <c>val.macro_f1</c>.</summary>
    CurveAndFinal,

    /// <summary>
    /// A final for each evaluation part: <c>macro_f1</c> becomes <c>test.macro_f1</c>, <c>proper.macro_f1</c>.
    /// </summary>
    EvaluationPart,
}

public enum MetricDirection { HigherIsBetter, LowerIsBetter, None }

/// <param name="Worst">The value a diverged job counts with; null where the metric has no finite worst value.</param>
public sealed record MetricDescription(
    string Name, MetricScope Scope, MetricDirection Direction, double? Worst, string? Unit, string Summary);

/// <param name="Roles">Roles of columns, in the order people read them.</param>
/// <param name="FixedParts">
/// Evaluation parts there always are, such as <c>test</c>; each domain outside the in-domain one is another.
/// </param>
public sealed record DataDescription(IReadOnlyList<RoleDescription> Roles, IReadOnlyList<string> FixedParts);

/// <summary>A role a column of the data can have for the program: <c>text</c>, <c>label</c>, <c>domain</c>.</summary>
/// <param name="Kind">What its values are; null if its name says it.</param>
public sealed record RoleDescription(string Name, bool Required, string Summary, RoleKind? Kind = null);
