namespace Seedbed.Cli.Results;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Seedbed.Data.Profiles;

/// <summary>
/// How the command line tool writes JSON for people and scripts: camel case, indented, NaN and infinities as text.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(DataProfile))]
[JsonSerializable(typeof(EnvironmentReport))]
[JsonSerializable(typeof(FileProfile))]
[JsonSerializable(typeof(StudySummary))]
internal sealed partial class ResultsJson : JsonSerializerContext
{
    /// <summary>
    /// With letters and signs as they are: these documents are read by people, not embedded in pages.
    /// </summary>
    public static ResultsJson Readable => WithLettersAsTheyAre.Context;

    /// <summary>Apart, so that the generated context exists before its options are copied.</summary>
    private static class WithLettersAsTheyAre
    {
        public static readonly ResultsJson Context =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
