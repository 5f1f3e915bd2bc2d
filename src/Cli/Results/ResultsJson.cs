namespace Seedbed.Cli.Results;

using System.Text.Json.Serialization;

/// <summary>How the command line tool writes JSON for people and scripts: camel case, indented, NaN and infinities as text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(EnvironmentReport))]
[JsonSerializable(typeof(StudySummary))]
internal sealed partial class ResultsJson : JsonSerializerContext;
