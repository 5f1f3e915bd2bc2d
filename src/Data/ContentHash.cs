namespace Seedbed.Data;

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using MessagePack;

/// <summary>SHA-256 of some content, as 64 lower-case hexadecimal digits: its name in the store.</summary>
[MessagePackObject]
[JsonConverter(typeof(ContentHashJson))]
public readonly partial record struct ContentHash
{
    /// <exception cref="ArgumentException">Not 64 lower-case hexadecimal digits.</exception>
    [SerializationConstructor]
    public ContentHash(string hex) =>
        Hex = IsValid(hex)
            ? hex
            : throw new ArgumentException(
                $"'{hex}' is not a SHA-256 in 64 lower-case hexadecimal digits.", nameof(hex));

    [Key(0)]
    public string Hex { get; }

    public static bool IsValid(string? hex) => hex is not null && Pattern().IsMatch(hex);

    public override string ToString() => Hex;

    [GeneratedRegex(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

/// <summary>A content hash as a plain JSON string.</summary>
public sealed class ContentHashJson : JsonConverter<ContentHash>
{
    /// <exception cref="JsonException">Not a string of 64 lower-case hexadecimal digits.</exception>
    public override ContentHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && reader.GetString() is { } hex && ContentHash.IsValid(hex)
            ? new ContentHash(hex)
            : throw new JsonException("Expected a SHA-256 as 64 lower-case hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, ContentHash value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Hex);
}
