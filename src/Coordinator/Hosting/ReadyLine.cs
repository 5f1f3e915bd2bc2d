namespace Seedbed.Coordinator.Hosting;

using System.Text.Json;
using System.Text.Json.Serialization;

/// <summary>The one line that a coordinator writes to its standard output, once it can be used.</summary>
/// <param name="Http">Address of the API.</param>
/// <param name="Akka">Address that trainer nodes join.</param>
internal sealed record ReadyLine(bool Ready, string Http, string Akka)
{
    public override string ToString() => JsonSerializer.Serialize(this, ReadyJson.Default.ReadyLine);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReadyLine))]
internal sealed partial class ReadyJson : JsonSerializerContext;
