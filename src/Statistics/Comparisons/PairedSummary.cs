namespace Seedbed.Statistics.Comparisons;

/// <summary>What pairs of scores look like: nothing here is inferred from them.</summary>
/// <param name="Pairs">n.</param>
/// <param name="MeanDifference">Of left − right; null without pairs.</param>
/// <param name="Deviation">Sample deviation of the differences (n − 1); null below two pairs.</param>
/// <param name="Correlation">Pearson's; null below two pairs or where a side does not vary.</param>
/// <param name="PairingGain">
/// How many unpaired seeds a paired one is worth: (var left + var right) / var difference. 1 is nothing gained, 2 half
/// the seeds saved; null below two pairs or where the differences do not vary.
/// </param>
/// <param name="SharePositive">Share of pairs with left &gt; right, ties counting half; null without pairs.</param>
/// <param name="Effect">
/// Mean difference / deviation of the differences (Cohen's d_z); null where they do not vary.
/// </param>
/// <param name="AreIdentical">Whether there are pairs and every difference is 0.</param>
public sealed record PairedSummary(
    int Pairs,
    double? MeanDifference,
    double? Deviation,
    double? Correlation,
    double? PairingGain,
    double? SharePositive,
    double? Effect,
    bool AreIdentical)
{
    /// <param name="left">Shape [n], finite.</param>
    /// <param name="right">Shape [n], finite, of the same seeds in the same order.</param>
    /// <exception cref="ArgumentException">The two are not equally long.</exception>
    public static PairedSummary Of(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.Length != right.Length)
            throw new ArgumentException($"{left.Length} scores cannot be paired with {right.Length}.", nameof(right));

        var (lefts, rights, differences, sums) = (new Moments(), new Moments(), new Moments(), new Moments());
        var positive = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            lefts.Add(left[i]);
            rights.Add(right[i]);
            differences.Add(left[i] - right[i]);
            sums.Add(left[i] + right[i]);
            positive += left[i] > right[i] ? 1 : left[i] == right[i] ? 0.5 : 0;
        }

        var n = left.Length;
        var varies = differences.Deviation is > 0;
        return new(
            n, differences.Mean, differences.Deviation,
            CorrelationOf(lefts, rights, sums, differences),
            varies ? Ratio(lefts, differences) + Ratio(rights, differences) : null,
            n == 0 ? null : positive / n,
            varies ? differences.Mean / differences.Deviation : null,
            n > 0 && differences is { Min: 0, Max: 0 });
    }

    /// <summary>By the polarisation identity: 4·cov(left, right) = var(left + right) − var(left − right).</summary>
    private static double? CorrelationOf(Moments left, Moments right, Moments sum, Moments difference)
    {
        if (left.Deviation is not > 0 || right.Deviation is not > 0) return null;

        var covariance = (Ratio(sum, left) - Ratio(difference, left)) / 4;      // in variances of the left side
        return covariance is { } known ? Math.Clamp(known / Math.Sqrt(Ratio(right, left) ?? 1), -1, 1) : null;
    }

    /// <summary>How many times the variance of the one is that of the other.</summary>
    private static double? Ratio(Moments one, Moments other) =>
        one.Deviation / other.Deviation is { } ratio ? ratio * ratio : null;
}
