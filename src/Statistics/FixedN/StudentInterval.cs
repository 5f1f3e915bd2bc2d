namespace Seedbed.Statistics.FixedN;

/// <summary>
/// Student's interval of a mean, <c>mean ± t_{1−level/2, n−1} · sd/√n</c>. Assumes independent normal values and an n
/// that no value had a say in. Source: Student (1908), Biometrika 6, 1–25.
/// </summary>
public static class StudentInterval
{
    /// <param name="n">How many values there are.</param>
    /// <param name="deviation">Of a single value, with n − 1; not negative.</param>
    /// <param name="level">The chance that the interval misses, between 0 and 1: 0.05 for an interval of 95 %.</param>
    /// <returns>Null below two values. Of values that are all equal, the value itself twice.</returns>
    public static Interval? OfMean(int n, double mean, double deviation, double level)
    {
        Level.Check(level);
        if (n < 2) return null;

        var half = StudentT.Critical(level, n - 1) * (deviation / Math.Sqrt(n));
        return new(mean - half, mean + half);
    }
}
