namespace Seedbed.Statistics.Resampling;

/// <summary>
/// A natural logarithm with the same bits everywhere: <see cref="Math.Log(double)"/> is the platform's, and platforms
/// differ in the last bit.
/// </summary>
internal static class PortableLog
{
    private const double Ln2 = 0.6931471805599453;
    private const int LastPower = 21;                     // the first term left out, 0.1716²²/23, is below 2⁻⁵⁹

    /// <summary>
    /// ln x = e·ln 2 + 2·artanh((m − 1)/(m + 1)) with x = m·2ᵉ and m in [√½, √2), within some units in the last place.
    /// Source: Abramowitz and Stegun (1964), 4.1.27.
    /// </summary>
    /// <param name="x">Positive and normal.</param>
    public static double Of(double x)
    {
        var exponent = Math.ILogB(x);
        var mantissa = Math.ScaleB(x, -exponent);
        if (mantissa >= 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        var z = (mantissa - 1) / (mantissa + 1);                     // |z| < 0.1716
        var square = z * z;
        var series = 0.0;
        for (var power = LastPower; power >= 1; power -= 2) series = series * square + 1.0 / power;
        return exponent * Ln2 + 2 * z * series;
    }
}
