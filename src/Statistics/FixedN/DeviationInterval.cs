namespace Seedbed.Statistics.FixedN;

using MathNet.Numerics;

/// <summary>
/// The chi-square interval of a standard deviation, <c>sd·√((n−1)/χ²_{1−level/2})</c> to
/// <c>sd·√((n−1)/χ²_{level/2})</c> with quantiles at n − 1 degrees of freedom. Assumes independent normal values;
/// unlike that of a mean it does not become right with more values where they are not normal. Source: Snedecor and
/// Cochran (1989), Statistical methods, 8th edition, section 5.11.
/// </summary>
public static class DeviationInterval
{
    /// <param name="n">How many values there are.</param>
    /// <param name="deviation">Of the values, with n − 1; not negative.</param>
    /// <param name="level">The chance that the interval misses, between 0 and 1.</param>
    /// <returns>Null below two values. Of values that are all equal, 0 twice.</returns>
    public static Interval? Of(int n, double deviation, double level)
    {
        Level.Check(level);
        if (n < 2) return null;

        var half = (n - 1) / 2.0;                                    // χ² with 2a degrees of freedom is 2·gamma(a)
        var highest = TailRoot.Where(x => SpecialFunctions.GammaUpperRegularized(half, x), level / 2);
        var lowest = TailRoot.Where(x => ShareBelow(half, x), level / 2, rises: true);
        return new(deviation * Math.Sqrt(half / highest), deviation * Math.Sqrt(half / lowest));
    }

    /// <summary>Of gamma(a). The library takes an x near 0 for 0; there the first term of the series is all.</summary>
    private static double ShareBelow(double a, double x) =>
        x < 1e-13 ? Math.Exp(a * Math.Log(x) - SpecialFunctions.GammaLn(a + 1))
        : SpecialFunctions.GammaLowerRegularized(a, x);
}
