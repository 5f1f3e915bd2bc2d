namespace Seedbed.TrainerNode.Slot.Pipe;

using System.Buffers;
using System.Buffers.Binary;
using MessagePack;

/// <summary>
/// Writes frames: a length (int32, little-endian) and that many bytes of MessagePack. Frames gather until
/// <see cref="Flush"/>, so that those which belong together wake the other side once. Not thread-safe.
/// </summary>
public sealed class FrameWriter<T>(Stream stream)
{
    private const int GatherLimit = 64 * 1024;
    private readonly ArrayBufferWriter<byte> _frame = new();
    private readonly ArrayBufferWriter<byte> _gathered = new();

    /// <exception cref="InvalidDataException">The frame is longer than <see cref="Frame.MaxBytes"/>.</exception>
    /// <exception cref="IOException">The other side is gone.</exception>
    public void Append(T message)
    {
        _frame.ResetWrittenCount();
        MessagePackSerializer.Serialize(_frame, message);
        if (_frame.WrittenCount > Frame.MaxBytes) throw Frame.TooLong<T>(_frame.WrittenCount);

        BinaryPrimitives.WriteInt32LittleEndian(_gathered.GetSpan(sizeof(int)), _frame.WrittenCount);
        _gathered.Advance(sizeof(int));
        _gathered.Write(_frame.WrittenSpan);
        if (_gathered.WrittenCount >= GatherLimit) Flush();
    }

    /// <exception cref="IOException">The other side is gone.</exception>
    public void Flush()
    {
        if (_gathered.WrittenCount == 0) return;

        stream.Write(_gathered.WrittenSpan);
        _gathered.ResetWrittenCount();
    }
}
