namespace Seedbed.Statistics.FixedN;

/// <summary>
/// What the sign-flip and Wilcoxon tests can say at most: all n differences of one sign are 2 of 2ⁿ ways. Five seeds
/// never reach 0.05, six do.
/// </summary>
public static class SmallestP
{
    /// <summary>min(1, 2/2ⁿ), two-sided.</summary>
    public static double OfPairs(int pairs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pairs);
        return Math.Min(1, Math.ScaleB(2, -pairs));
    }

    /// <summary>The fewest pairs that can reach p ≤ <paramref name="level"/>.</summary>
    /// <param name="level">Between 0 and 1.</param>
    public static int PairsToReach(double level)
    {
        Level.Check(level);
        var pairs = 1;
        while (OfPairs(pairs) > level) pairs++;
        return pairs;
    }
}
