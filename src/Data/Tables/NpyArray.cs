namespace Seedbed.Data.Tables;

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

/// <summary>
/// How the rows of one NumPy array lie: its first axis is rows, all other axes together are one vector. The format is
/// NumPy Enhancement Proposal 1.
/// </summary>
/// <param name="Kind"><c>f</c>, <c>i</c>, <c>u</c>, <c>b</c>, <c>U</c> or <c>S</c>.</param>
/// <param name="Size">Bytes of one element.</param>
/// <param name="Length">Elements of a row.</param>
/// <param name="IsVector">Whether there is more than one axis.</param>
internal sealed partial record NpyArray(char Kind, int Size, bool IsBigEndian, long Rows, int Length, bool IsVector)
{
    private const int MaxHeaderBytes = 64 * 1024;

    public int RowBytes => Size * Length;

    /// <summary>Reads what stands before the first row.</summary>
    /// <exception cref="InvalidDataException">Not an array that has rows of numbers or texts.</exception>
    /// <exception cref="EndOfStreamException">It ends within its header.</exception>
    public static NpyArray ReadHeader(Stream array)
    {
        Span<byte> start = stackalloc byte[8];
        array.ReadExactly(start);
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
            throw new InvalidDataException("it is no NumPy array");

        Span<byte> length = stackalloc byte[start[6] == 1 ? 2 : 4];
        array.ReadExactly(length);
        var bytes = start[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(length)
            : BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (bytes > MaxHeaderBytes) throw new InvalidDataException($"its header has {bytes} bytes");

        var header = new byte[bytes];
        array.ReadExactly(header);
        return Parse(Encoding.UTF8.GetString(header));
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

    private static NpyArray Parse(string header)
    {
        if (Header().Match(header) is not { Success: true } match)
            throw new InvalidDataException($"its header is not understood: {Wording.Quote(header.Trim())}");

        var type = Type().Match(match.Groups["descr"].Value);
        if (!type.Success)
        {
            throw new InvalidDataException(
                $"its type {Wording.Quote(match.Groups["descr"].Value)} is none of numbers, flags (b), texts (U, S)");
        }

        long[] shape =
        [
            .. match.Groups["shape"].Value
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(axis => long.TryParse(axis, CultureInfo.InvariantCulture, out var count)
                    ? count
                    : throw new InvalidDataException($"an axis has {Wording.Quote(axis)} elements")),
        ];
        if (shape.Length == 0) throw new InvalidDataException("it is a single value without rows");
        if (match.Groups["fortran"].Value is "True" && shape.Length > 1)
            throw new InvalidDataException("its rows do not lie together: save numpy.ascontiguousarray(array)");

        var kind = type.Groups["kind"].Value[0];
        var size = Int128.Parse(type.Groups["size"].Value, CultureInfo.InvariantCulture) * (kind is 'U' ? 4 : 1);
        var length = shape.Skip(1).Aggregate((Int128)1, (product, axis) => product * axis);
        if (size * length < 1 || size * length > DataLimits.RowBytes)
        {
            throw new InvalidDataException(
                $"a row has {Wording.Number(size * length)} bytes; "
                + $"1 to {Wording.Number(DataLimits.RowBytes)} are allowed");
        }

        return new(kind, (int)size, type.Groups["order"].Value is ">", shape[0], (int)length, shape.Length > 1);
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

    [GeneratedRegex(
        @"'descr':\s*'(?<descr>[^']*)',\s*'fortran_order':\s*(?<fortran>True|False),\s*"
        + @"'shape':\s*\((?<shape>[\d,\s]*)\)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    [GeneratedRegex(
        @"\A(?<order>[<>|=])(?:(?<kind>f)(?<size>[248])|(?<kind>[iu])(?<size>[1248])|(?<kind>b)(?<size>1)"
        + @"|(?<kind>[US])(?<size>\d{1,7}))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Type();
}
