namespace Seedbed.Data.Profiles;

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Seedbed.Data.Partitions;
using Seedbed.Data.Surveys;
using Seedbed.Data.Tables;

/// <summary>Describes one column of a file, field by field.</summary>
/// <param name="most">How many different values are told apart.</param>
internal sealed class FieldCounts(string column, int most)
{
    private const int Examples = 3;
    private const int LongestExample = 40;

    private readonly HashSet<UInt128> _distinct = [];
    private readonly List<string> _examples = [];
    private FieldType _type = FieldType.Empty;
    private Moments _numbers;
    private long _missing;
    private bool _hasMore;

    /// <summary>Different values that are told apart in each column of a file: 100 to 10,000.</summary>
    public static int MostDistinct(int columns) => Math.Clamp(1_000_000 / Math.Max(1, columns), 100, 10_000);

    public void Add(Field field)
    {
        if (FieldReading.IsMissing(field) || field.Vector?.Any(float.IsNaN) is true)
        {
            _missing++;
            return;
        }

        if (_type is not FieldType.Text || field.Text is null) _type = FieldTypes.Widened(_type, FieldTypes.Of(field));
        if (_type is FieldType.WholeNumber or FieldType.Number)
            _numbers = _numbers.With(double.Parse(field.Text ?? "", CultureInfo.InvariantCulture));
        foreach (var number in field.Vector ?? []) _numbers = _numbers.With(number);
        if (field.Text is { } text) Distinguish(text);
        else if (_examples.Count < Examples) _examples.Add(Shown(field));
    }

    public FieldProfile ToProfile()
    {
        var isNumeric = _type is FieldType.WholeNumber or FieldType.Number or FieldType.Vector;
        return new(
            column, _type, _missing, _type is FieldType.List or FieldType.Vector ? null : _distinct.Count, _hasMore,
            _examples, isNumeric && _numbers.Count > 0 ? NumberProfile.Of(_numbers, trained: null) : null);
    }

    /// <summary>Values are told apart by 128 bits of SHA-256, so that long ones take no more memory.</summary>
    private void Distinguish(string text)
    {
        if (_hasMore) return;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        var value = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        if (_distinct.Contains(value)) return;
        if (_distinct.Count == most)
        {
            _hasMore = true;
            return;
        }

        _distinct.Add(value);
        if (_examples.Count < Examples) _examples.Add(Cut(text));
    }

    private static string Shown(Field field)
    {
        var items = field.Items
            ?? field.Vector?.Take(Examples + 1).Select(number => number.ToString("R", CultureInfo.InvariantCulture))
                .ToArray()
            ?? [];
        var more = (field.Items?.Count ?? field.Vector?.Length ?? 0) > Examples ? ", …" : "";
        return Cut($"[{string.Join(", ", items.Take(Examples))}{more}]");
    }

    private static string Cut(string text) => text.Length <= LongestExample ? text : $"{text[..LongestExample]}…";
}
