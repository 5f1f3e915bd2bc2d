namespace Seedbed.Data.Tables;

using System.Globalization;
using System.Text;

/// <summary>
/// How the rows of an array lie in its bytes: its first axis is rows, all other axes together are one vector.
/// </summary>
/// <param name="Kind">As NumPy names it: <c>f</c>, <c>i</c>, <c>u</c>, <c>b</c>, <c>U</c> or <c>S</c>.</param>
/// <param name="Size">Bytes of one element.</param>
/// <param name="Length">Elements of a row.</param>
/// <param name="IsVector">Whether there is more than one axis.</param>
internal sealed record ArrayLayout(char Kind, int Size, bool IsBigEndian, long Rows, int Length, bool IsVector)
{
    public int RowBytes => Size * Length;

    /// <summary>Bytes of all rows.</summary>
    public Int128 Bytes => (Int128)Rows * RowBytes;

    /// <param name="size">Bytes of one element.</param>
    /// <param name="shape">Elements along each axis.</param>
    /// <exception cref="InvalidDataException">It has no axis, or its rows are too large.</exception>
    public static ArrayLayout Of(char kind, long size, bool isBigEndian, IReadOnlyList<long> shape)
    {
        if (shape.Count == 0) throw new InvalidDataException("it is a single value without rows");

        // no product may wrap around to a number that is allowed
        var length = shape.Skip(1).Aggregate((Int128)1, (product, axis) => Int128.Min(product * axis, long.MaxValue));
        var bytes = size * length;
        if (bytes < 1 || bytes > DataLimits.RowBytes)
        {
            throw new InvalidDataException(
                $"a row has {Wording.Number(bytes)} bytes; 1 to {Wording.Number(DataLimits.RowBytes)} are allowed");
        }

        return new(kind, (int)size, isBigEndian, shape[0], (int)length, shape.Count > 1);
    }

    /// <exception cref="InvalidDataException">These are more bytes than data may have.</exception>
    public static void CheckBytes(Int128 bytes)
    {
        if (bytes > DataLimits.Bytes)
        {
            throw new InvalidDataException(
                $"It has {Wording.Number(bytes)} bytes when decompressed; "
                + $"{Wording.Number(DataLimits.Bytes)} are allowed.");
        }
    }

    /// <summary>One row as a field.</summary>
    /// <param name="row"><see cref="RowBytes"/> bytes.</param>
    public Field Read(ReadOnlySpan<byte> row)
    {
        if (!IsVector) return Field.Of(Text(row));
        if (Kind is 'U' or 'S')
        {
            var items = new string[Length];
            for (var place = 0; place < Length; place++) items[place] = Text(row.Slice(place * Size, Size));
            return Field.Of(items);
        }

        var vector = new float[Length];
        for (var place = 0; place < Length; place++) vector[place] = (float)Number(row.Slice(place * Size, Size));
        return Field.Of(vector);
    }

    private string Text(ReadOnlySpan<byte> element) => Kind switch
    {
        'U' => (IsBigEndian ? new UTF32Encoding(bigEndian: true, byteOrderMark: false) : Encoding.UTF32)
            .GetString(element).TrimEnd('\0'),
        'S' => Encoding.UTF8.GetString(element).TrimEnd('\0'),
        'b' => element[0] == 0 ? "false" : "true",
        'u' when Size == 8 => ReadUnsigned(element).ToString(CultureInfo.InvariantCulture),
        'i' or 'u' => ((long)Whole(element)).ToString(CultureInfo.InvariantCulture),
        _ when Size == 4 => ((float)Number(element)).ToString("R", CultureInfo.InvariantCulture),
        _ => Number(element).ToString("R", CultureInfo.InvariantCulture),
    };

    private double Number(ReadOnlySpan<byte> element) => Kind switch
    {
        'b' => element[0],
        'i' or 'u' => (double)Whole(element),
        _ => Size switch
        {
            2 => (double)BitConverter.UInt16BitsToHalf((ushort)ReadUnsigned(element)),
            4 => BitConverter.UInt32BitsToSingle((uint)ReadUnsigned(element)),
            _ => BitConverter.UInt64BitsToDouble(ReadUnsigned(element)),
        },
    };

    private Int128 Whole(ReadOnlySpan<byte> element)
    {
        var bits = ReadUnsigned(element);
        var unused = 64 - 8 * Size;
        return Kind is 'i' ? (long)(bits << unused) >> unused : bits;
    }

    private ulong ReadUnsigned(ReadOnlySpan<byte> element)
    {
        var bits = 0UL;
        for (var place = 0; place < Size; place++) bits = bits << 8 | element[IsBigEndian ? place : Size - 1 - place];
        return bits;
    }
}
