namespace Seedbed.Statistics.FixedN;

using Seedbed.Statistics.Resampling;

/// <summary>
/// The sign-flip permutation test of "differences are symmetric about 0": two-sided p is the share of all 2ⁿ ways to
/// sign the n differences whose sum is at least as far from 0. Exact, whatever their distribution; it says nothing of a
/// mean where differences are skewed. Sums that agree to a relative 1e−9 of Σ|d| count as equal, so that rounding
/// breaks no tie. Source: Fisher (1935), The design of experiments, section 21; above <see cref="MostEnumerated"/>
/// pairs <c>(b + 1)/(m + 1)</c> of m random ways, Phipson and Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9, 39.
/// </summary>
/// <param name="Pairs">n.</param>
/// <param name="Ways">2ⁿ where all were counted, or how many were drawn.</param>
/// <param name="IsExact">Whether all were counted.</param>
public sealed record SignFlipTest(double P, int Pairs, long Ways, bool IsExact)
{
    /// <summary>Pairs up to which all ways are counted.</summary>
    public const int MostEnumerated = 20;

    private const double Tie = 1e-9;
    private const int DrawsBetweenLooks = 1024;

    /// <param name="differences">Shape [n], finite, in the order of seeds.</param>
    /// <param name="seed">Of the random ways; the same seed gives the same p.</param>
    /// <param name="draws">How many random ways there are, where they are not all counted.</param>
    /// <returns>Null without pairs. 1 where every difference is 0.</returns>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    public static SignFlipTest? Of(
        ReadOnlySpan<double> differences,
        ulong seed = 0,
        int draws = 100_000,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        if (differences.IsEmpty) return null;

        var sizes = SizesOf(differences);
        var sum = 0.0;
        for (var i = 0; i < sizes.Length; i++) sum += differences[i] < 0 ? -sizes[i] : sizes[i];
        var far = Math.Abs(sum) - Tie * sizes.Sum();
        var n = sizes.Length;
        return n > MostEnumerated
            ? new((Drawn(sizes, far, seed, draws, cancellation) + 1.0) / (draws + 1.0), n, draws, IsExact: false)
            : new(far <= 0 ? 1 : Math.ScaleB(2.0 * SubsetSums.CountAtLeast(sizes, far), -n), n, 1L << n, IsExact: true);
    }

    /// <summary>|d|, scaled by a power of two so that no sum overflows.</summary>
    private static double[] SizesOf(ReadOnlySpan<double> differences)
    {
        var largest = 0.0;
        foreach (var difference in differences)
        {
            if (!double.IsFinite(difference))
                throw new ArgumentException($"A difference is {difference}.", nameof(differences));

            largest = Math.Max(largest, Math.Abs(difference));
        }

        var sizes = new double[differences.Length];
        var scale = largest == 0 ? 0 : -Math.ILogB(largest);
        for (var i = 0; i < sizes.Length; i++) sizes[i] = Math.ScaleB(Math.Abs(differences[i]), scale);
        return sizes;
    }

    /// <summary>How many of the random ways are at least so far from 0.</summary>
    private static int Drawn(double[] sizes, double far, ulong seed, int draws, CancellationToken cancellation)
    {
        var chance = new Draws(seed);
        var count = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            if (draw % DrawsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();

            var (sum, signs) = (0.0, 0UL);
            for (var i = 0; i < sizes.Length; i++, signs >>= 1)
            {
                if (i % 64 == 0) signs = chance.Bits();
                sum += (signs & 1) == 0 ? sizes[i] : -sizes[i];
            }

            if (Math.Abs(sum) >= far) count++;
        }

        return count;
    }
}
