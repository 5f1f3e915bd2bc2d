namespace Seedbed.Statistics.Anytime;

/// <summary>
/// The scale-invariant normal-mixture t: evidence against "the mean is δ" from the first n values, whatever their
/// deviation. With t = √n·(mean − δ)/sd it is
/// <c>e(δ) = (1 + nτ²)^(−1/2) · [(1 + t²/(n−1)) / (1 + t²/((n−1)(1 + nτ²)))]^(n/2)</c>, the Bayes factor of an effect
/// (mean − δ)/σ ~ N(0, τ²) against none, under Jeffreys' prior of σ. For independent normal values it is a
/// martingale, so the chance that it ever reaches 1/α is at most α, however often one looks.
/// Source: Lai (1976), Ann. Statist. 4, 265–280; Wang and Ramdas (2025), Anytime-valid t-tests and confidence
/// sequences for Gaussian means with unknown variance.
/// </summary>
/// <param name="Tau">Standard deviation of the effects that are expected, in deviations of one value; positive.</param>
public readonly record struct MixtureT(double Tau)
{
    /// <summary>Effects as large as the values' deviation.</summary>
    public static MixtureT Default { get; } = new(1);

    /// <summary>
    /// ln e(δ) at a distance t = √n·(mean − δ)/sd, which may be infinite. 0 below two values, which say nothing.
    /// </summary>
    public double LogEvidence(int n, double t)
    {
        if (n < 2) return 0;

        var spread = Spread(n);
        var u = t * t / (n - 1);
        var gain = double.IsInfinity(u) ? Math.Log(spread) : Math.Log((1 + u) / (1 + u / spread));
        return (n * gain - Math.Log(spread)) / 2;
    }

    /// <summary>
    /// The distance from which e(δ) ≥ 1/<paramref name="level"/>; null where n values cannot give so much evidence.
    /// </summary>
    /// <param name="level">Between 0 and 1.</param>
    public double? CriticalT(int n, double level)
    {
        if (n < 2) return null;

        var spread = Spread(n);
        var ratio = Math.Exp((Math.Log(spread) - 2 * Math.Log(level)) / n);
        return ratio < spread ? Math.Sqrt((n - 1) * (ratio - 1) / (1 - ratio / spread)) : null;
    }

    /// <summary>1 + nτ², by how much the mean's variance is larger with the effects' than without.</summary>
    private double Spread(int n) => 1 + n * Tau * Tau;
}
