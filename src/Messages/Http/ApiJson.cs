namespace Seedbed.Messages.Http;

using System.Text.Json;
using System.Text.Json.Serialization;
using Seedbed.Data;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;

/// <summary>
/// How the API's resources and program descriptions are written as JSON: camel case, enumerations by name, NaN and
/// infinities as text.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProgramDescription))]
[JsonSerializable(typeof(IReadOnlyList<ProgramDescription>))]
[JsonSerializable(typeof(DataSpecification))]
[JsonSerializable(typeof(Submission))]
[JsonSerializable(typeof(SubmissionAccepted))]
[JsonSerializable(typeof(SubmissionRefused))]
[JsonSerializable(typeof(SubmissionConflict))]
[JsonSerializable(typeof(JobSelection))]
[JsonSerializable(typeof(StudyControlled))]
[JsonSerializable(typeof(StudyView))]
[JsonSerializable(typeof(IReadOnlyList<StudyView>))]
[JsonSerializable(typeof(JobRow))]
[JsonSerializable(typeof(CurveRow))]
[JsonSerializable(typeof(IReadOnlyList<NodeView>))]
public sealed partial class ApiJson : JsonSerializerContext;
