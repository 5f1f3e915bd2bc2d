namespace Seedbed.Statistics.FixedN;

using MathNet.Numerics;

/// <summary>Tails of Student's t to ten digits, also far out and at many degrees of freedom.</summary>
internal static class StudentT
{
    private const int Corrections = 3;

    /// <summary>
    /// P(|T| ≥ |t|) = I_{ν/(ν+t²)}(ν/2, 1/2). Source: Abramowitz and Stegun (1964), 26.7.1 and 26.5.27.
    /// </summary>
    /// <param name="freedom">ν, at least 1.</param>
    public static double TwoSidedP(double t, int freedom)
    {
        if (double.IsNaN(t)) return double.NaN;

        var square = t * t;                                     // never 1 minus something near 1
        return square < freedom
            ? 1 - SpecialFunctions.BetaRegularized(0.5, freedom / 2.0, square / (freedom + square))
            : SpecialFunctions.BetaRegularized(freedom / 2.0, 0.5, freedom / (freedom + square));
    }

    /// <summary>The t ≥ 0 whose two tails together hold <paramref name="level"/>.</summary>
    /// <param name="level">Between 0 and 1.</param>
    public static double Critical(double level, int freedom)
    {
        var t = Math.Abs(MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, freedom, level / 2));
        for (var i = 0; i < Corrections; i++)
        {
            var slope = 2 * MathNet.Numerics.Distributions.StudentT.PDF(0, 1, freedom, t);
            t += (TwoSidedP(t, freedom) - level) / slope;
        }

        return t;
    }
}
