namespace Seedbed.Statistics.Comparisons;

using Seedbed.Statistics.Anytime;

/// <summary>How many more pairs a decision may take.</summary>
public static class SeedsToDecide
{
    /// <summary>Where nobody would wait any longer.</summary>
    public const int Most = 10_000;

    /// <summary>
    /// The fewest pairs beyond those there are after which the interval would exclude 0, or lie within ±margin, if mean
    /// and deviation of the differences stayed what they are. An outlook, not an inference.
    /// </summary>
    /// <param name="mean">Of the differences.</param>
    /// <param name="deviation">Of the differences; not negative.</param>
    /// <param name="level">At which is decided.</param>
    /// <returns>Null where <see cref="Most"/> pairs would not decide.</returns>
    public static int? More(int pairs, double mean, double deviation, double? margin, MixtureT mixture, double level)
    {
        if (pairs < 2) return null;

        if (!WouldDecide(Most)) return null;

        var (no, yes) = (pairs, Most);               // deciding needs ever smaller distances as pairs come in
        if (WouldDecide(pairs + 1)) return 1;
        while (yes - no > 1)
        {
            var middle = no + (yes - no) / 2;
            if (WouldDecide(middle)) yes = middle;
            else no = middle;
        }

        return yes - pairs;

        bool WouldDecide(int n)
        {
            if (mixture.CriticalT(n, level) is not { } t) return false;

            var half = t * deviation / Math.Sqrt(n);
            return Math.Abs(mean) > half || (margin is { } limit && Math.Abs(mean) + half < limit);
        }
    }
}
