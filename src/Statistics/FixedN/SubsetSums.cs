namespace Seedbed.Statistics.FixedN;

/// <summary>
/// Counts ways to sign numbers without going through all of them: the sums of either half are listed and sorted, and
/// two fingers run over them. 2ⁿ ways take n·2^(n/2) steps. Source: Horowitz and Sahni (1974), Journal of the ACM 21,
/// 277–292.
/// </summary>
internal static class SubsetSums
{
    /// <summary>In how many of the 2ⁿ ways ±size₁ ± … ± sizeₙ is at least a threshold.</summary>
    /// <param name="sizes">Shape [n], n at most 60.</param>
    public static long CountAtLeast(ReadOnlySpan<double> sizes, double threshold)
    {
        var left = Sorted(sizes[..(sizes.Length / 2)]);
        var right = Sorted(sizes[(sizes.Length / 2)..]);
        var (count, partner) = (0L, right.Length);
        foreach (var sum in left)
        {
            while (partner > 0 && sum + right[partner - 1] >= threshold) partner--;
            count += right.Length - partner;
        }

        return count;
    }

    /// <summary>All 2ⁿ sums, ascending.</summary>
    private static double[] Sorted(ReadOnlySpan<double> sizes)
    {
        var sums = new double[1 << sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            var signed = 1 << i;                                     // sums of the numbers before this one
            for (var way = 0; way < signed; way++)
            {
                sums[way + signed] = sums[way] + sizes[i];
                sums[way] -= sizes[i];
            }
        }

        Array.Sort(sums);
        return sums;
    }
}
