namespace Seedbed.Statistics.Comparisons;

/// <summary>
/// Holm's step-down procedure: whatever depends on whatever, the chance of rejecting any true hypothesis of the family
/// is at most α. Source: Holm (1979), Scandinavian Journal of Statistics 6, 65–70.
/// </summary>
public static class Holm
{
    /// <summary>
    /// p-values to hold against α themselves: <c>max over j ≤ k of min(1, (m − j + 1)·p_(j))</c> for the k-th smallest.
    /// </summary>
    /// <param name="p">Shape [m], each in [0, 1].</param>
    /// <returns>Shape [m], in the order they were given.</returns>
    /// <exception cref="ArgumentException">A p is out of range.</exception>
    public static double[] Adjust(ReadOnlySpan<double> p)
    {
        var adjusted = new double[p.Length];
        var (largest, left) = (0.0, p.Length);
        foreach (var member in Ascending(p))
            adjusted[member] = largest = Math.Max(largest, Math.Min(1, left-- * p[member]));

        return adjusted;
    }

    /// <summary>
    /// The level of the step each member stands at: α/(m − k + 1) for the k-th smallest p, as long as all before it are
    /// rejected. Those after the first that is not rejected stand at its step. Of equal p the one that was given first
    /// comes first.
    /// </summary>
    /// <param name="p">Shape [m], each in [0, 1].</param>
    /// <param name="alpha">Between 0 and 1.</param>
    /// <returns>Shape [m], in the order they were given. A member is rejected where p ≤ its level.</returns>
    /// <exception cref="ArgumentException">A p is out of range.</exception>
    public static double[] Levels(ReadOnlySpan<double> p, double alpha)
    {
        Level.Check(alpha);
        var levels = new double[p.Length];
        var left = p.Length;
        foreach (var member in Ascending(p))
        {
            levels[member] = alpha / left;
            if (p[member] <= levels[member]) left--;
        }

        return levels;
    }

    private static int[] Ascending(ReadOnlySpan<double> p)
    {
        foreach (var value in p)
            if (value is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(p), value, "A p lies in [0, 1].");

        double[] keys = [.. p];
        return [.. Enumerable.Range(0, keys.Length).OrderBy(member => keys[member])];
    }
}
