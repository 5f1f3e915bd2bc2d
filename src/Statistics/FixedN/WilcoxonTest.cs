namespace Seedbed.Statistics.FixedN;

using MathNet.Numerics.Distributions;

/// <summary>
/// Wilcoxon's signed-rank test of "differences are symmetric about 0". Differences of 0 are dropped, as Wilcoxon did;
/// sizes that agree to a relative 1e−9 share their mean rank. Up to <see cref="MostCounted"/> differences p is exact,
/// given the ranks, with ties too: twice the smaller tail of the rank sum over all ways to sign them. Above, a normal
/// approximation with corrections for continuity and ties. Source: Wilcoxon (1945), Biometrics Bulletin 1, 80–83;
/// Hollander, Wolfe and Chicken (2014), Nonparametric statistical methods, section 3.1.
/// </summary>
/// <param name="RankSum">Ranks of the positive differences, V in R.</param>
/// <param name="P">Two-sided; 1 where no difference is left.</param>
/// <param name="Ranked">Differences that are not 0.</param>
/// <param name="Zeros">Differences that were dropped.</param>
public sealed record WilcoxonTest(double RankSum, double P, int Ranked, int Zeros, bool IsExact)
{
    /// <summary>Differences up to which all ways to sign them are counted.</summary>
    public const int MostCounted = 50;

    private const double Tie = 1e-9;

    /// <param name="differences">Shape [n], finite, in any order.</param>
    /// <returns>Null without pairs.</returns>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    public static WilcoxonTest? Of(ReadOnlySpan<double> differences)
    {
        foreach (var difference in differences)
            if (!double.IsFinite(difference))
                throw new ArgumentException($"A difference is {difference}.", nameof(differences));

        if (differences.IsEmpty) return null;

        double[] ranked = [.. differences.ToArray().Where(difference => difference != 0).OrderBy(Math.Abs)];
        var doubled = DoubledRanks(ranked);
        var sum = doubled.Where((_, i) => ranked[i] > 0).Sum(rank => (long)rank);
        var isExact = ranked.Length <= MostCounted;
        return new(
            sum / 2.0, isExact ? Exact(doubled, sum) : Approximate(doubled, sum),
            ranked.Length, differences.Length - ranked.Length, isExact);
    }

    /// <summary>Twice the ranks, which are whole where mean ranks may be halves.</summary>
    /// <param name="ranked">By size, ascending.</param>
    private static int[] DoubledRanks(double[] ranked)
    {
        var ranks = new int[ranked.Length];
        for (var (first, next) = (0, 0); first < ranked.Length; first = next)
        {
            for (next = first + 1; next < ranked.Length && AreTied(ranked[next - 1], ranked[next]); next++) ;
            Array.Fill(ranks, first + 1 + next, first, next - first);
        }

        return ranks;
    }

    private static bool AreTied(double smaller, double larger) =>
        Math.Abs(larger) - Math.Abs(smaller) <= Tie * Math.Abs(larger);

    private static double Exact(int[] doubled, long sum)
    {
        var ways = new long[doubled.Sum() + 1];                      // by rank sum; at most 2^50 together
        ways[0] = 1;
        var reached = 0;
        foreach (var rank in doubled)
        {
            for (var below = reached; below >= 0; below--) ways[below + rank] += ways[below];
            reached += rank;
        }

        var tail = (int)Math.Min(sum, ways.Length - 1 - sum);        // signs may all be turned: both tails are alike
        return Math.Min(1, Math.ScaleB(2.0 * ways.Take(tail + 1).Sum(), -doubled.Length));
    }

    private static double Approximate(int[] doubled, long sum)
    {
        var distance = Math.Abs(sum - doubled.Sum(rank => (double)rank) / 2);        // in half ranks
        var variance = doubled.Sum(rank => (double)rank * rank) / 4;
        var z = Math.Max(0, distance - 1) / Math.Sqrt(variance);
        return 2 * Normal.CDF(0, 1, -z);
    }
}
