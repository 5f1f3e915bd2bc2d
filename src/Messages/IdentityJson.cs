namespace Seedbed.Messages;

using System.Text.Json;
using System.Text.Json.Serialization;

/// <summary>A study's name as a plain JSON string.</summary>
public sealed class StudyIdJson : JsonConverter<StudyId>
{
    /// <exception cref="JsonException">Not a string that is a study name.</exception>
    public override StudyId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && reader.GetString() is { } name && StudyId.IsValid(name)
            ? new StudyId(name)
            : throw new JsonException($"Expected a study name: {StudyId.Rule}.");

    public override void Write(Utf8JsonWriter writer, StudyId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
