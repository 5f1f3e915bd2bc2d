namespace Seedbed.Statistics.FixedN;

using MathNet.Numerics;

/// <summary>Tails of Student's t, precise also far out and at many degrees of freedom.</summary>
internal static class StudentT
{
    /// <summary>
    /// P(|T| ≥ |t|) = I_{ν/(ν+t²)}(ν/2, 1/2). Source: Abramowitz and Stegun (1964), 26.7.1 and 26.5.27.
    /// </summary>
    /// <param name="freedom">ν, at least 1.</param>
    public static double TwoSidedP(double t, int freedom)
    {
        if (double.IsNaN(t)) return double.NaN;

        var square = t * t;                                     // 1 minus a share only where that share is not near 1
        return square < 1
            ? 1 - SpecialFunctions.BetaRegularized(0.5, freedom / 2.0, square / (freedom + square))
            : SpecialFunctions.BetaRegularized(freedom / 2.0, 0.5, freedom / (freedom + square));
    }

    /// <summary>The t ≥ 0 whose two tails together hold <paramref name="level"/>.</summary>
    /// <param name="level">Between 0 and 1.</param>
    public static double Critical(double level, int freedom) => TailRoot.Where(t => TwoSidedP(t, freedom), level);
}
