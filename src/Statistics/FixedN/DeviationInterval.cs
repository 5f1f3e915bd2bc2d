namespace Seedbed.Statistics.FixedN;

using MathNet.Numerics.Distributions;

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

        var freedom = n - 1;
        return new(
            deviation * Math.Sqrt(freedom / ChiSquared.InvCDF(freedom, 1 - level / 2)),
            deviation * Math.Sqrt(freedom / ChiSquared.InvCDF(freedom, level / 2)));
    }
}
