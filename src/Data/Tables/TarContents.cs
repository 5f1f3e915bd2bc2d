namespace Seedbed.Data.Tables;

using System.Formats.Tar;

/// <summary>What data files a tar file holds, and where in it they lie.</summary>
internal static class TarContents
{
    private const int Block = 512;
    private const int SizeAt = 124;
    private const int SizeLength = 12;
    private const int TypeAt = 156;

    /// <summary>The files in the order they lie, each a range of the tar file; folders are passed over.</summary>
    /// <exception cref="InvalidDataException">
    /// It is no tar file, or holds something else than data files with different names.
    /// </exception>
    public static IReadOnlyList<TableFile> FilesIn(TableFile tar)
    {
        var files = new List<TableFile>();
        using var bytes = tar.Open();
        using var ahead = tar.Open();
        foreach (var entry in Entries(bytes, ahead))
        {
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes) continue;

            var name = entry.Name[(entry.Name.LastIndexOfAny(['/', '\\']) + 1)..];
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                throw new InvalidDataException($"{Wording.Quote(entry.Name)} in it is no plain file.");
            if (TableFormat.Of(name) is not { Ending: not TableFormat.Tar })
            {
                var endings = string.Join(", ", TableFormat.Endings.Except([TableFormat.Tar]));
                throw new InvalidDataException(
                    $"{Wording.Quote(name)} in it does not end in one of {endings}.");
            }

            if (files.Any(known => known.Name == name))
                throw new InvalidDataException($"{Wording.Quote(name)} lies in it twice.");
            if (files.Count == DataLimits.FilesSideBySide)
                throw new InvalidDataException($"It holds more than {DataLimits.FilesSideBySide} files.");
            files.Add(new(tar.Path, name, tar.Start + entry.DataOffset, entry.Length));
        }

        return files.Count > 0 ? files : throw new InvalidDataException("It holds no file.");
    }

    /// <param name="ahead">The same bytes, to look into a header before it is read.</param>
    private static IEnumerable<TarEntry> Entries(Stream bytes, Stream ahead)
    {
        using var reader = new TarReader(bytes);
        CheckExtensions(ahead, 0);
        while (Next() is { } entry)
        {
            yield return entry;
            CheckExtensions(ahead, Blocks(entry.DataOffset + entry.Length));
        }

        TarEntry? Next()
        {
            try
            {
                return reader.GetNextEntry();
            }
            catch (Exception malformed) when (
                malformed is InvalidDataException or EndOfStreamException or FormatException or ArgumentException
                    or OverflowException)
            {
                throw new InvalidDataException(
                    $"It is no tar file, or not a whole one: {malformed.Message}", malformed);
            }
        }
    }

    /// <summary>
    /// <see cref="TarReader"/> reads long names and other extensions of a header into memory of the size that they
    /// claim to have.
    /// </summary>
    private static void CheckExtensions(Stream ahead, long position)
    {
        Span<byte> header = stackalloc byte[Block];
        while (true)
        {
            ahead.Position = position;
            if (ahead.ReadAtLeast(header, Block, throwOnEndOfStream: false) < Block) return;
            if (header[TypeAt] is not ((byte)'x' or (byte)'g' or (byte)'L' or (byte)'K')) return;

            var bytes = Octal(header.Slice(SizeAt, SizeLength));
            if (bytes > DataLimits.RowBytes)
            {
                throw new InvalidDataException(
                    $"A header in it has more than {Wording.Number(DataLimits.RowBytes)} bytes.");
            }

            position += Block + Blocks(bytes);
        }
    }

    /// <summary>Digits up to the first sign that is none; what is written otherwise is too large for them.</summary>
    private static long Octal(ReadOnlySpan<byte> digits)
    {
        if (digits[0] >= 0x80) return long.MaxValue;

        var number = 0L;
        foreach (var digit in digits.TrimStart((byte)' '))
        {
            if (digit is < (byte)'0' or > (byte)'7') break;
            number = number * 8 + digit - '0';
        }

        return number;
    }

    /// <summary>Rounded up to whole blocks.</summary>
    private static long Blocks(long bytes) => (bytes + Block - 1) / Block * Block;
}
