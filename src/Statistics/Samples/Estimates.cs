namespace Seedbed.Statistics.Samples;

/// <summary>
/// Point estimates over seeds: one score per seed, shape [n], in any order. The same scores give the same bits in
/// whatever order they come. A score that is not finite makes each of them NaN.
/// </summary>
public static class Estimates
{
    extension(ReadOnlySpan<double> scores)
    {
        /// <summary>The middle score, or the mean of the two middle ones.</summary>
        /// <exception cref="ArgumentException">There are no scores.</exception>
        public double Median()
        {
            var sorted = Sorted(scores);
            return MeanOf(sorted.AsSpan((sorted.Length - 1) / 2, 2 - sorted.Length % 2));
        }

        /// <summary>
        /// Mean of the middle half; ⌊n/4⌋ scores are cut from each end. Source: Agarwal et al. (2021), Deep
        /// reinforcement learning at the edge of the statistical precipice, NeurIPS 34.
        /// </summary>
        /// <exception cref="ArgumentException">There are no scores.</exception>
        public double InterquartileMean()
        {
            var sorted = Sorted(scores);
            var cut = sorted.Length / 4;
            return MeanOf(sorted.AsSpan(cut, sorted.Length - 2 * cut));
        }

        /// <summary>
        /// The score below which a share of all lies, interpolated between the two nearest. Source: Hyndman and Fan
        /// (1996), The American Statistician 50, definition 7, which is also R's and NumPy's.
        /// </summary>
        /// <param name="share">In [0, 1].</param>
        /// <exception cref="ArgumentException">There are no scores, or the share is out of range.</exception>
        public double Quantile(double share)
        {
            if (share is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies in [0, 1].");

            return QuantileOfSorted(Sorted(scores), share);
        }
    }

    /// <param name="sorted">Ascending, at least one.</param>
    internal static double QuantileOfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        var weight = place - below;                                  // double.Lerp may round once on some processors
        return sorted[below] == sorted[above] ? sorted[below]
            : sorted[below] * (1 - weight) + sorted[above] * weight;
    }

    /// <summary>Where one is not finite, all are NaN.</summary>
    private static double[] Sorted(ReadOnlySpan<double> scores)
    {
        if (scores.IsEmpty) throw new ArgumentException("There are no scores.", nameof(scores));

        double[] sorted = [.. scores];
        if (sorted.All(double.IsFinite)) Array.Sort(sorted);
        else Array.Fill(sorted, double.NaN);
        return sorted;
    }

    private static double MeanOf(ReadOnlySpan<double> scores)
    {
        var moments = new Moments();
        foreach (var score in scores) moments.Add(score);
        return moments.Mean ?? double.NaN;
    }
}
