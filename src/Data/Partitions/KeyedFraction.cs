namespace Seedbed.Data.Partitions;

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

/// <summary>
/// Chance that belongs to the study and not to a job: a number in [0, 1) for each text, the same on every machine and
/// in every version of .NET.
/// </summary>
public static class KeyedFraction
{
    /// <summary>The first 53 bits of SHA-256 of <c>seed/purpose/text</c> in UTF-8, as a fraction.</summary>
    /// <param name="purpose">Keeps choices made from one seed apart, such as <c>take</c> and <c>split</c>.</param>
    public static double Of(long seed, string purpose, string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var keyed = string.Create(CultureInfo.InvariantCulture, $"{seed}/{purpose}/{text}");
        SHA256.HashData(Encoding.UTF8.GetBytes(keyed), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * double.ScaleB(1, -53);
    }
}
