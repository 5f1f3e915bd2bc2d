namespace Seedbed.TrainerNode.Slot.Pipe;

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using MessagePack;

/// <summary>
/// Reads what <see cref="FrameWriter{T}"/> wrote, blocking the calling thread. Owns the stream. Not thread-safe.
/// </summary>
public sealed class FrameReader<T>(Stream stream) : IDisposable where T : notnull
{
    private readonly BufferedStream _stream = new(stream, 64 * 1024);
    private byte[] _body = new byte[1024];

    /// <summary>The next frame; false once the other side has closed the pipe between two frames.</summary>
    /// <exception cref="EndOfStreamException">The pipe closed in the middle of a frame.</exception>
    /// <exception cref="InvalidDataException">What was read is no frame.</exception>
    public bool TryRead([NotNullWhen(true)] out T? message)
    {
        message = default;
        Span<byte> prefix = stackalloc byte[sizeof(int)];
        var read = _stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (read == 0) return false;
        if (read < prefix.Length) throw new EndOfStreamException("The pipe closed within a frame's length.");

        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length is <= 0 or > Frame.MaxBytes) throw Frame.TooLong<T>(length);
        if (_body.Length < length) _body = new byte[length];
        _stream.ReadExactly(_body, 0, length);
        message = Parse(length);
        return true;
    }

    public void Dispose() => _stream.Dispose();

    private T Parse(int length)
    {
        try
        {
            return MessagePackSerializer.Deserialize<T>(_body.AsMemory(0, length));
        }
        catch (MessagePackSerializationException malformed)
        {
            throw new InvalidDataException($"{length} bytes are no {typeof(T).Name}.", malformed);
        }
    }
}
