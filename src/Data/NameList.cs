namespace Seedbed.Data;

using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using MessagePack;
using MessagePack.Formatters;

/// <summary>
/// One name, or several in an order that counts. A single one is written as a plain text, several as a list.
/// </summary>
[JsonConverter(typeof(NameListJson))]
[MessagePackFormatter(typeof(NameListFormatter))]
public sealed class NameList(params IReadOnlyList<string> names) : IReadOnlyList<string>
{
    private readonly IReadOnlyList<string> _names =
        names.Count > 0 ? names : throw new ArgumentException("There is at least one name.", nameof(names));

    public int Count => _names.Count;

    public string this[int index] => _names[index];

    public static implicit operator NameList(string name) => new(name);

    public IEnumerator<string> GetEnumerator() => _names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(", ", _names);
}

/// <summary>A JSON string, or an array of strings.</summary>
public sealed class NameListJson : JsonConverter<NameList>
{
    /// <exception cref="JsonException">Neither a string nor an array of at least one.</exception>
    public override NameList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String) return reader.GetString() ?? "";
        if (reader.TokenType is not JsonTokenType.StartArray)
            throw new JsonException("Expected a name or a list of names.");

        var names = new List<string>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            names.Add(reader.TokenType is JsonTokenType.String ? reader.GetString() ?? "" : throw new JsonException());
        return names.Count > 0 ? new(names) : throw new JsonException("Expected at least one name.");
    }

    public override void Write(Utf8JsonWriter writer, NameList value, JsonSerializerOptions options)
    {
        if (value.Count == 1)
        {
            writer.WriteStringValue(value[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (var name in value) writer.WriteStringValue(name);
        writer.WriteEndArray();
    }
}

/// <summary>
/// A MessagePack string, as journals have it since there were single names only, or an array of strings.
/// </summary>
public sealed class NameListFormatter : IMessagePackFormatter<NameList?>
{
    public void Serialize(ref MessagePackWriter writer, NameList? value, MessagePackSerializerOptions options)
    {
        if (value is null) writer.WriteNil();
        else if (value.Count == 1) writer.Write(value[0]);
        else
        {
            writer.WriteArrayHeader(value.Count);
            foreach (var name in value) writer.Write(name);
        }
    }

    /// <exception cref="MessagePackSerializationException">Neither a string nor an array of at least one.</exception>
    public NameList? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil()) return null;
        if (reader.NextMessagePackType is MessagePackType.String) return new(reader.ReadString() ?? "");

        var names = new string[reader.ReadArrayHeader()];
        for (var name = 0; name < names.Length; name++) names[name] = reader.ReadString() ?? "";
        return names.Length > 0 ? new(names) : throw new MessagePackSerializationException("A list of names is empty.");
    }
}
