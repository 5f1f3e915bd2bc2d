namespace Seedbed.Messages.Hosting;

using System.Text.Json;
using System.Text.Json.Serialization;

/// <summary>
/// The one line that a coordinator writes to its standard output, once it can be used:
/// <c>{"ready":true,"http":"http://…","akka":"akka.tcp://…"}</c>.
/// </summary>
/// <param name="Http">Address of the API.</param>
/// <param name="Akka">Address that trainer nodes join.</param>
public sealed record ReadyLine(bool Ready, Uri Http, string Akka)
{
    /// <returns>Null if the line says something else.</returns>
    public static ReadyLine? Parse(string line)
    {
        try
        {
            var ready = JsonSerializer.Deserialize(line, ReadyJson.Default.ReadyLine);
            return ready is { Ready: true } ? ready : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, ReadyJson.Default.ReadyLine);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReadyLine))]
internal sealed partial class ReadyJson : JsonSerializerContext;
