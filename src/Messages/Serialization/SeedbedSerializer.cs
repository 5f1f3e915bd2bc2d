namespace Seedbed.Messages.Serialization;

using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using MessagePack;
using Seedbed.Messages.Work;

/// <summary>
/// The one serializer of wire and journal: a manifest out of <see cref="MessageTable"/> and a MessagePack body.
/// No type name is ever written or read.
/// </summary>
public sealed class SeedbedSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>
    /// The most bytes a message between node and coordinator takes. What may be larger goes through the store.
    /// </summary>
    public const int MaxWireBytes = 65_536;

    /// <summary>Stands in every journal row and frame: never to be changed.</summary>
    public const int Id = 4201;

    public override int Identifier => Id;

    /// <exception cref="SerializationException">The type is not in the table.</exception>
    public override string Manifest(object o) => TypeOf(o).Manifest;

    /// <exception cref="SerializationException">
    /// The type is not in the table, or a wire message is too large.
    /// </exception>
    public override byte[] ToBinary(object obj)
    {
        var bytes = TypeOf(obj).Write(obj);
        return obj is WorkProtocol.IWorkMessage && bytes.Length > MaxWireBytes
            ? throw new SerializationException(
                $"A {obj.GetType().Name} of {bytes.Length:N0} bytes is refused: a message takes at most "
                + $"{MaxWireBytes:N0}.")
            : bytes;
    }

    /// <exception cref="SerializationException">
    /// The manifest is unknown here, or the bytes are not what it says.
    /// </exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!MessageTable.ByManifest.TryGetValue(manifest, out var type))
        {
            throw new SerializationException(
                $"'{manifest}' is no manifest of this build: the other side, or who wrote the journal, is a newer "
                + "Seedbed or none. "
                + $"Known are {string.Join(", ", MessageTable.All.Select(known => known.Manifest))}.");
        }

        try
        {
            return type.Read(bytes);
        }
        catch (MessagePackSerializationException malformed)
        {
            throw new SerializationException(
                $"{bytes.Length:N0} bytes under manifest '{manifest}' are no {type.Type.Name}.", malformed);
        }
    }

    private static MessageType TypeOf(object message) =>
        MessageTable.ByType.TryGetValue(message.GetType(), out var type)
            ? type
            : throw new SerializationException(
                $"{message.GetType()} has no manifest: add it to {nameof(MessageTable)} if it is to cross the wire "
                + "or enter the journal.");
}
