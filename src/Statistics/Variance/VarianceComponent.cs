namespace Seedbed.Statistics.Variance;

/// <summary>How much of the variance of a score comes from one source, or from several together.</summary>
/// <param name="Name">
/// <c>init</c>, <c>init × order</c>, <c>residual</c>; without repeats the highest is <c>init × order + residual</c>.
/// </param>
/// <param name="Freedom">Degrees of freedom of its mean square.</param>
/// <param name="Estimate">From mean squares, so it may be negative: then nothing of it was seen.</param>
/// <param name="Interval">Of the variance; its ends are at least 0.</param>
public sealed record VarianceComponent(
    string Name, int Freedom, double MeanSquare, double Estimate, Interval Interval)
{
    /// <summary>The estimate, or 0 where it is negative.</summary>
    public double Variance => Math.Max(0, Estimate);

    /// <summary>Whether the estimate was negative and is shown as 0.</summary>
    public bool IsTruncated => Estimate < 0;
}
