namespace Seedbed.Cli.Local;

using System.Text.Json;
using System.Text.Json.Serialization;

/// <summary>
/// The line a coordinator prints when it serves: <c>{"ready":true,"http":"http://…","akka":"akka.tcp://…"}</c>.
/// </summary>
/// <param name="Http">Where its API is.</param>
/// <param name="Akka">The address trainers join.</param>
internal sealed record CoordinatorReady(bool Ready, Uri Http, string Akka)
{
    /// <exception cref="InfrastructureException">The line says something else.</exception>
    public static CoordinatorReady Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ReadyJson.Default.CoordinatorReady) is { Ready: true } ready
                ? ready
                : throw new InfrastructureException($"The coordinator is not ready: {line}");
        }
        catch (JsonException exception)
        {
            throw new InfrastructureException(
                $"The coordinator printed '{line}' where it should say that it is ready.", exception);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CoordinatorReady))]
internal sealed partial class ReadyJson : JsonSerializerContext;
