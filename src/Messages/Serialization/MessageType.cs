namespace Seedbed.Messages.Serialization;

using MessagePack;

/// <summary>One type that crosses the wire or enters the journal, and the manifest it is known by there.</summary>
/// <param name="Manifest">Short, explicit, never reused for another type.</param>
/// <param name="Type">The type the manifest stands for in this build.</param>
public abstract record MessageType(string Manifest, Type Type)
{
    private static readonly MessagePackSerializerOptions Options =
        MessagePackSerializerOptions.Standard.WithSecurity(MessagePackSecurity.UntrustedData);

    /// <param name="manifest">What stands beside the bytes, instead of a type name.</param>
    public static MessageType Of<T>(string manifest) where T : notnull => new Concrete<T>(manifest);

    internal abstract byte[] Write(object message);

    /// <exception cref="MessagePackSerializationException">The bytes are not such a message.</exception>
    public abstract object Read(ReadOnlyMemory<byte> bytes);

    private sealed record Concrete<T>(string Manifest) : MessageType(Manifest, typeof(T)) where T : notnull
    {
        internal override byte[] Write(object message) => MessagePackSerializer.Serialize((T)message, Options);

        public override object Read(ReadOnlyMemory<byte> bytes) =>
            MessagePackSerializer.Deserialize<T>(bytes, Options);
    }
}
