namespace Seedbed.Data.Tables;

using System.Buffers.Binary;

/// <summary>
/// What stands before the rows of an IDX array, the format of MNIST: two zero bytes, a byte for the type, one for the
/// number of axes, then the elements along each axis. All numbers are big-endian.
/// </summary>
internal static class IdxHeader
{
    /// <summary>Reads what stands before the first row.</summary>
    /// <exception cref="InvalidDataException">Not such an array, or one without rows.</exception>
    /// <exception cref="EndOfStreamException">It ends within its header.</exception>
    public static ArrayLayout Read(Stream array)
    {
        Span<byte> start = stackalloc byte[4];
        array.ReadExactly(start);
        if (start[0] != 0 || start[1] != 0)
            throw new InvalidDataException("it is no IDX array: it does not begin with two zero bytes");

        var (kind, size) = start[2] switch
        {
            0x08 => ('u', 1),
            0x09 => ('i', 1),
            0x0B => ('i', 2),
            0x0C => ('i', 4),
            0x0D => ('f', 4),
            0x0E => ('f', 8),
            var type => throw new InvalidDataException(
                $"its type 0x{type:X2} is none of 0x08, 0x09 (bytes), 0x0B, 0x0C (whole numbers), 0x0D, 0x0E "
                + "(numbers)"),
        };
        var shape = new long[start[3]];
        Span<byte> axis = stackalloc byte[4];
        for (var place = 0; place < shape.Length; place++)
        {
            array.ReadExactly(axis);
            shape[place] = BinaryPrimitives.ReadUInt32BigEndian(axis);
        }

        return ArrayLayout.Of(kind, size, isBigEndian: true, shape);
    }
}
