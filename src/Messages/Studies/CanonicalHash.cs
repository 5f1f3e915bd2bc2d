namespace Seedbed.Messages.Studies;

using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Seedbed.Data;

/// <summary>
/// SHA-256 over a sequence of values that cannot be read as another sequence: every text carries its length, every
/// absent value its mark, every table its size and its entries in ordinal order of their names.
/// </summary>
internal sealed class CanonicalHash
{
    private readonly ArrayBufferWriter<byte> encoded = new(1_024);

    /// <param name="purpose">What is hashed and in which version of its encoding.</param>
    public CanonicalHash(string purpose) => Add(purpose);

    public void Add(string? text)
    {
        Add(text is not null);
        if (text is null) return;

        AddBits(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, encoded);
    }

    public void Add(long? number)
    {
        Add(number is not null);
        if (number is { } present) AddBits(present);
    }

    public void Add(long number) => Add((long?)number);

    public void Add(double number) => AddBits(BitConverter.DoubleToInt64Bits(number));

    public void Add(bool flag) => encoded.Write([flag ? (byte)1 : (byte)0]);

    public void Add(IReadOnlyDictionary<string, string> table)
    {
        AddBits(table.Count);
        foreach (var (name, value) in table.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Add(name);
            Add(value);
        }
    }

    /// <summary>
    /// A role with several columns counts as several entries of its name; with one it is what it always was.
    /// </summary>
    public void Add(IReadOnlyDictionary<string, NameList> table)
    {
        AddBits(table.Sum(entry => entry.Value.Count));
        foreach (var (name, values) in table.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            foreach (var value in values)
            {
                Add(name);
                Add(value);
            }
        }
    }

    /// <summary>The hash of everything added so far.</summary>
    public ContentHash Finish() => new(Convert.ToHexStringLower(SHA256.HashData(encoded.WrittenSpan)));

    private void AddBits(long bits)
    {
        BinaryPrimitives.WriteInt64LittleEndian(encoded.GetSpan(sizeof(long)), bits);
        encoded.Advance(sizeof(long));
    }
}
