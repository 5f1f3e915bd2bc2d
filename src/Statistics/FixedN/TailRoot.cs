namespace Seedbed.Statistics.FixedN;

using MathNet.Numerics.RootFinding;

/// <summary>
/// Inverts tails of distributions. The library's own quantiles fail or lose digits where a tail is a millionth.
/// </summary>
internal static class TailRoot
{
    private const double Accuracy = 1e-13;
    private const int Iterations = 200;

    /// <summary>The positive x at which a share of a distribution is the one asked for.</summary>
    /// <param name="share">Only falls, or only rises, over all positive numbers.</param>
    /// <param name="asked">Between the shares at 0 and at infinity.</param>
    public static double Where(Func<double, double> share, double asked, bool rises = false)
    {
        var x = 1.0;
        while (IsBeyond(x)) x /= 2;
        while (!IsBeyond(2 * x)) x *= 2;
        return Math.Exp(Brent.FindRoot(
            logX => share(Math.Exp(logX)) / asked - 1, Math.Log(x), Math.Log(2 * x), Accuracy, Iterations));

        bool IsBeyond(double at) => rises ? share(at) > asked : share(at) < asked;
    }
}
