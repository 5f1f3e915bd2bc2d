namespace Seedbed.Statistics;

using System.Numerics;

/// <summary>
/// Doubles as whole multiples of 2^−1074, the smallest one, and
/// quotients of such numbers rounded to the nearest double.
/// </summary>
internal static class ExactRatio
{
    /// <summary>Exponent of the smallest positive double.</summary>
    public const int Unit = -1074;

    private const int FractionBits = 52;

    /// <summary>The finite value as a multiple of 2^<see cref="Unit"/>.</summary>
    public static BigInteger OfDouble(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> FractionBits) & 0x7FF;
        var fraction = bits & ((1L << FractionBits) - 1);
        var magnitude = exponent == 0 ? fraction : (BigInteger)(fraction | (1L << FractionBits)) << (exponent - 1);
        return bits < 0 ? -magnitude : magnitude;
    }

    /// <summary>
    /// √(numerator / denominator · 2^exponent), within one unit in
    /// the last place, also where the square is out of range.
    /// </summary>
    /// <param name="numerator">Not negative.</param>
    /// <param name="denominator">Positive.</param>
    /// <param name="exponent">Even.</param>
    public static double Sqrt(BigInteger numerator, BigInteger denominator, int exponent)
    {
        var magnitude = (int)(numerator.GetBitLength() - denominator.GetBitLength()) / 2 * 2;
        return Math.ScaleB(Math.Sqrt(ToDouble(numerator, denominator, -magnitude)), (magnitude + exponent) / 2);
    }

    /// <summary>
    /// <paramref name="numerator"/> / <paramref name="denominator"/> · 2^<paramref name="exponent"/>, ties to even.
    /// </summary>
    /// <param name="denominator">Positive.</param>
    public static double ToDouble(BigInteger numerator, BigInteger denominator, int exponent)
    {
        if (numerator.IsZero) return 0;

        // A quotient of 64 or 65 bits with a sticky last bit rounds as the exact one does: a double keeps 53.
        var magnitude = BigInteger.Abs(numerator);
        var shift = 65 - (int)(magnitude.GetBitLength() - denominator.GetBitLength());
        var scaled = shift >= 0 ? magnitude << shift : magnitude;
        var divisor = shift >= 0 ? denominator : denominator << -shift;
        var quotient = BigInteger.DivRem(scaled, divisor, out var rest);
        var sticky = rest.IsZero ? 0 : 1;
        var excess = (int)quotient.GetBitLength() - 64;
        for (; excess > 0; excess--, shift--)
        {
            if (!quotient.IsEven) sticky = 1;
            quotient >>= 1;
        }

        var rounded = Math.ScaleB((double)((ulong)quotient | (uint)sticky), exponent - shift);
        return numerator.Sign < 0 ? -rounded : rounded;
    }
}
