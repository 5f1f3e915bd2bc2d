namespace Seedbed.Data.Tables;

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

/// <summary>What stands before the rows of a NumPy array, by NumPy Enhancement Proposal 1.</summary>
internal static partial class NpyHeader
{
    private const int MaxHeaderBytes = 64 * 1024;

    /// <summary>Reads what stands before the first row.</summary>
    /// <exception cref="InvalidDataException">Not an array that has rows of numbers or texts.</exception>
    /// <exception cref="EndOfStreamException">It ends within its header.</exception>
    public static ArrayLayout Read(Stream array)
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

    private static ArrayLayout Parse(string header)
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
        if (match.Groups["fortran"].Value is "True" && shape.Length > 1)
            throw new InvalidDataException("its rows do not lie together: save numpy.ascontiguousarray(array)");

        var kind = type.Groups["kind"].Value[0];
        var size = long.Parse(type.Groups["size"].Value, CultureInfo.InvariantCulture) * (kind is 'U' ? 4 : 1);
        return ArrayLayout.Of(kind, size, type.Groups["order"].Value is ">", shape);
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
