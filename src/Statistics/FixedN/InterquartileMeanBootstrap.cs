namespace Seedbed.Statistics.FixedN;

using Seedbed.Statistics.Resampling;
using Seedbed.Statistics.Samples;

/// <summary>
/// The percentile bootstrap interval of the interquartile mean: scores are drawn with replacement, and the interval
/// holds the middle 1 − level of the means. Assumes independent scores, and enough of them to stand for what they come
/// from: with five seeds it misses more often than its level. Source: Efron (1979), Annals of Statistics 7, 1–26; for
/// scores over seeds Agarwal et al. (2021), NeurIPS 34.
/// </summary>
public static class InterquartileMeanBootstrap
{
    private const int DrawsBetweenLooks = 256;

    /// <param name="scores">Shape [n], finite, in any order.</param>
    /// <param name="level">The chance that the interval misses, between 0 and 1.</param>
    /// <param name="seed">The same scores and seed give the same bits, on every machine.</param>
    /// <param name="draws">How many samples are drawn.</param>
    /// <returns>Null below two scores.</returns>
    /// <exception cref="ArgumentException">A score is not finite.</exception>
    public static Interval? Of(
        ReadOnlySpan<double> scores,
        double level,
        ulong seed = 0,
        int draws = 10_000,
        CancellationToken cancellation = default)
    {
        Level.Check(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        double[] sorted = [.. scores];
        if (!sorted.All(double.IsFinite)) throw new ArgumentException("A score is not finite.", nameof(scores));

        if (sorted.Length < 2) return null;

        Array.Sort(sorted);
        var chance = new Draws(seed);
        var means = new double[draws];
        var times = new int[sorted.Length];
        for (var draw = 0; draw < draws; draw++)
        {
            if (draw % DrawsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();

            Array.Clear(times);
            for (var i = 0; i < sorted.Length; i++) times[chance.Below(sorted.Length)]++;
            means[draw] = MiddleMean(sorted, times);
        }

        Array.Sort(means);
        return new(
            Estimates.QuantileOfSorted(means, level / 2), Estimates.QuantileOfSorted(means, 1 - level / 2));
    }

    /// <summary>The interquartile mean of a sample that holds each score so many times.</summary>
    private static double MiddleMean(double[] sorted, int[] times)
    {
        var cut = sorted.Length / 4;
        var (skip, taken, mean) = (cut, 0, 0.0);
        for (var i = 0; taken < sorted.Length - 2 * cut; i++)
        {
            var take = Math.Min(times[i] - Math.Min(skip, times[i]), sorted.Length - 2 * cut - taken);
            skip -= Math.Min(skip, times[i]);
            if (take == 0) continue;

            taken += take;
            mean += (sorted[i] - mean) * ((double)take / taken);     // of equal scores exactly that score
        }

        return mean;
    }
}
