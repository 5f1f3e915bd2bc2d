namespace Seedbed.Messages.Serialization;

using Akka.Configuration;

/// <summary>Binds every message to <see cref="SeedbedSerializer"/> and nothing to Akka's JSON serializer.</summary>
public static class SerializationSettings
{
    public static Config Hocon { get; } = ConfigurationFactory.ParseString($$"""
        akka.log-serializer-override-on-start = off
        akka.actor {
          serializers {
            seedbed = "{{NameOf(typeof(SeedbedSerializer))}}"
            json = "{{NameOf(typeof(RefusingSerializer))}}"
          }
          serialization-settings.allow-unregistered-types = false
          serialization-bindings {
            {{string.Join("\n    ", MessageTable.Families.Select(family => $"\"{NameOf(family)}\" = seedbed"))}}
          }
        }
        """);

    private static string NameOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
