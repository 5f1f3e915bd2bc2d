namespace Seedbed.Training.Programs;

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Seedbed.Data;

/// <summary>
/// What a program says of itself. Written as JSON it is the contract with the rest of Seedbed: studies are validated
/// by it where no TorchSharp is loaded.
/// </summary>
public sealed record ProgramDescription
{
    /// <summary>The name studies use, such as <c>sequence-classifier</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Raise it when the same parameters and seed give other numbers: it makes new cells.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// Tells builds of a user's program apart. Set by the trainer that loads the program, whatever the program says;
    /// null for the trainer's own.
    /// </summary>
    public string? ContentHash { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Summary { get; init; }

    public required IReadOnlyList<Parameter> Parameters { get; init; }

    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>Null for a program that takes no data.</summary>
    public DataRequirement? Data { get; init; }

    /// <summary>The largest pack the program trains.</summary>
    public int MaxLanes { get; init; } = 1;

    /// <summary>
    /// What can decide a job's numbers besides its cell and seeds, in a sentence or two for people; results carry it.
    /// Null if nothing can.
    /// </summary>
    public string? Guarantees { get; init; }

    /// <summary>As the node's <c>describe</c> prints it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DescriptionJson.Default.ProgramDescription);
}

/// <summary>
/// A parameter of a program; made by <see cref="Integer"/>, <see cref="Number"/>, <see cref="Choice"/> or
/// <see cref="Flag"/>.
/// </summary>
/// <param name="PerLane">Whether jobs that differ in it may share a pack: it changes no tensor's shape.</param>
/// <param name="MultipleOf">What an integer must be a multiple of, beside its bounds; null if of nothing.</param>
public sealed record Parameter(
    string Name, ParameterType Type, string Default, double? Minimum, double? Maximum, IReadOnlyList<string>? Choices,
    string? Unit, string Summary, bool PerLane, int? MultipleOf = null)
{
    public static Parameter Integer(
        string name, int @default, int minimum, int maximum, string summary, string? unit = null,
        int? multipleOf = null, bool perLane = false) =>
        new(
            name, ParameterType.Integer, @default.ToString(CultureInfo.InvariantCulture), minimum, maximum, null, unit,
            summary, perLane, multipleOf);

    public static Parameter Number(
        string name, double @default, double? minimum, double? maximum, string summary, string? unit = null,
        bool perLane = false) =>
        new(
            name, ParameterType.Number, @default.ToString("R", CultureInfo.InvariantCulture), minimum, maximum, null,
            unit, summary, perLane);

    public static Parameter Choice(
        string name, string @default, IReadOnlyList<string> choices, string summary, bool perLane = false) =>
        new(name, ParameterType.Choice, @default, null, null, choices, null, summary, perLane);

    public static Parameter Flag(string name, bool @default, string summary) =>
        new(name, ParameterType.Flag, @default ? "true" : "false", null, null, null, null, summary, PerLane: false);
}

/// <param name="Worst">The value a diverged job counts with; null where there is no finite worst value.</param>
public sealed record Metric(
    string Name, MetricScope Scope, MetricDirection Direction, double? Worst, string? Unit, string Summary);

public enum ParameterType { Integer, Number, Choice, Flag }

public enum MetricScope
{
    /// <summary>Reported along the run, by its full name.</summary>
    Curve,

    /// <summary>Reported once, by its full name.</summary>
    Final,

    /// <summary>Both, by its full name.</summary>
    CurveAndFinal,

    /// <summary>A final for each evaluation part, by the part's name and its own.</summary>
    EvaluationPart,
}

public enum MetricDirection { HigherIsBetter, LowerIsBetter, None }

/// <param name="Roles">Roles of columns, in the order people read them.</param>
/// <param name="FixedParts">
/// Evaluation parts there always are; each domain outside the in-domain one is another.
/// </param>
public sealed record DataRequirement(IReadOnlyList<Role> Roles, IReadOnlyList<string> FixedParts);

/// <summary>A role a column of the data can have: <c>text</c>, <c>label</c>, <c>domain</c>.</summary>
/// <param name="Kind">What its values are; null if its name says it.</param>
public sealed record Role(string Name, bool Required, string Summary, RoleKind? Kind = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProgramDescription))]
internal sealed partial class DescriptionJson : JsonSerializerContext;
