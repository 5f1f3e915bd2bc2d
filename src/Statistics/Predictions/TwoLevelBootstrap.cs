namespace Seedbed.Statistics.Predictions;

using Seedbed.Statistics.Resampling;
using Seedbed.Statistics.Samples;

/// <summary>
/// How much of the noise of a mean score comes from the seeds, and how much from the examples that happened to be in
/// the test set: seeds are drawn with replacement, then examples, the same ones for all seeds. One fewer is drawn than
/// there are, which makes the variances unbiased. Assumes seeds and examples that are drawn independently; examples of
/// one document or person are not. Source: Owen (2007), The pigeonhole bootstrap, Annals of Applied Statistics 1,
/// 386–411; for one fewer, Rao and Wu (1988), Journal of the American Statistical Association 83, 231–241.
/// </summary>
/// <param name="Mean">Of all scores.</param>
/// <param name="SeedVariance">Of the mean with other seeds on the same examples; null below two seeds.</param>
/// <param name="ExampleVariance">Of the mean of the same seeds on other examples; null below two examples.</param>
/// <param name="Variance">
/// Of the mean with other seeds on other examples. It is more than the sum of the two where seeds disagree about
/// examples, which it counts up to three times: it is rather too large. Null where one of the two is.
/// </param>
/// <param name="Interval">The middle 1 − level of the means with other seeds on other examples.</param>
public sealed record TwoLevelBootstrap(
    double Mean, double? SeedVariance, double? ExampleVariance, double? Variance, Interval? Interval)
{
    private const int DrawsBetweenLooks = 16;

    /// <summary>Of the two variances; null where one is not known or both are 0.</summary>
    public double? SeedShare => SeedVariance + ExampleVariance is > 0 and var sum ? SeedVariance / sum : null;

    /// <param name="scores">Shape [seeds, examples], row-major, finite: 1 and 0 where it is right or wrong.</param>
    /// <param name="seeds">At least 1; divides the number of scores.</param>
    /// <param name="level">The chance that the interval misses, between 0 and 1.</param>
    /// <param name="seed">The same scores and seed give the same bits, on every machine.</param>
    /// <exception cref="ArgumentException">No scores, not as many for each seed, or one not finite.</exception>
    public static TwoLevelBootstrap Of(
        ReadOnlySpan<double> scores,
        int seeds,
        double level = 0.05,
        ulong seed = 0,
        int draws = 2_000,
        CancellationToken cancellation = default)
    {
        Level.Check(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 2);
        var examples = Shape.ExamplesOf(scores.Length, seeds);
        var centre = scores[0];
        var centred = new double[scores.Length];                     // equal scores have variances of exactly 0
        for (var i = 0; i < scores.Length; i++)
            centred[i] = double.IsFinite(scores[i]) ? scores[i] - centre
                : throw new ArgumentException($"Score {i} is {scores[i]}.", nameof(scores));

        var (seedMeans, exampleMeans) = Means(centred, seeds, examples);
        var chance = new Draws(seed);
        var (seedWeights, exampleWeights) = (new double[seeds], new double[examples]);
        var (ofSeeds, ofExamples, ofBoth) = (new Moments(), new Moments(), new double[draws]);
        for (var draw = 0; draw < draws; draw++)
        {
            if (draw % DrawsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();

            OneFewer(seedWeights, ref chance);
            OneFewer(exampleWeights, ref chance);
            ofSeeds.Add(Weighted(seedMeans, seedWeights));
            ofExamples.Add(Weighted(exampleMeans, exampleWeights));
            ofBoth[draw] = centre + Weighted(centred, seedWeights, exampleWeights);
        }

        var (isSeeds, isExamples) = (seeds > 1, examples > 1);
        return new(
            centre + seedMeans.Average(),
            isSeeds ? Square(ofSeeds) : null,
            isExamples ? Square(ofExamples) : null,
            isSeeds && isExamples ? Square(MomentsOf(ofBoth)) : null,
            isSeeds && isExamples ? Middle(ofBoth, level) : null);
    }

    /// <summary>
    /// Draws one fewer than there are, and a single one once: each as often as it was drawn, by how many were drawn.
    /// </summary>
    private static void OneFewer(double[] weights, ref Draws chance)
    {
        Array.Clear(weights);
        var count = Math.Max(1, weights.Length - 1);
        for (var i = 0; i < count; i++) weights[chance.Below(weights.Length)]++;
        foreach (ref var weight in weights.AsSpan()) weight /= count;
    }

    private static double Weighted(ReadOnlySpan<double> centred, double[] seedWeights, double[] exampleWeights)
    {
        var (sum, examples) = (0.0, exampleWeights.Length);
        for (var i = 0; i < seedWeights.Length; i++)
            if (seedWeights[i] > 0)
                sum += seedWeights[i] * Weighted(centred.Slice(i * examples, examples), exampleWeights);

        return sum;
    }

    /// <summary>Σ value · weight, in four sums that do not wait for each other: the same on every machine.</summary>
    private static double Weighted(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var (a, b, c, d, i) = (0.0, 0.0, 0.0, 0.0, 0);
        for (; i + 4 <= values.Length && i + 4 <= weights.Length; i += 4)
        {
            a += values[i] * weights[i];
            b += values[i + 1] * weights[i + 1];
            c += values[i + 2] * weights[i + 2];
            d += values[i + 3] * weights[i + 3];
        }

        for (; i < values.Length; i++) a += values[i] * weights[i];
        return a + b + (c + d);
    }

    private static (double[] OfSeeds, double[] OfExamples) Means(
        ReadOnlySpan<double> scores, int seeds, int examples)
    {
        var (ofSeeds, ofExamples) = (new double[seeds], new double[examples]);
        for (var i = 0; i < scores.Length; i++)
        {
            ofSeeds[i / examples] += scores[i] / examples;
            ofExamples[i % examples] += scores[i] / seeds;
        }

        return (ofSeeds, ofExamples);
    }

    private static Moments MomentsOf(double[] values)
    {
        var moments = new Moments();
        foreach (var value in values) moments.Add(value);
        return moments;
    }

    private static double? Square(Moments moments) => moments.Deviation * moments.Deviation;

    private static Interval Middle(double[] means, double level)
    {
        Array.Sort(means);
        return new(Estimates.QuantileOfSorted(means, level / 2), Estimates.QuantileOfSorted(means, 1 - level / 2));
    }
}
