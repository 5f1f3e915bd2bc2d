namespace Seedbed.Messages.Serialization;

using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

/// <summary>
/// Stands where Akka keeps its JSON serializer, which makes whatever type a frame names. Akka's strict mode only
/// stops that one from writing; a stranger's frame would still be read by it.
/// </summary>
/// <param name="settings">Of the serializer it displaces; not used.</param>
public sealed class RefusingSerializer(ExtendedActorSystem system, Config settings) : Serializer(system)
{
    /// <summary>Akka's own number for JSON.</summary>
    public override int Identifier => 1;

    public override bool IncludeManifest => false;

    /// <summary>What the displaced serializer was configured with.</summary>
    public Config Settings { get; } = settings;

    public override byte[] ToBinary(object obj) => throw new SerializationException(
        $"{obj.GetType()} is bound to no serializer; none is chosen for it.");

    public override object FromBinary(byte[] bytes, Type type) => throw new SerializationException(
        "A JSON message with a type name in it is refused.");
}
