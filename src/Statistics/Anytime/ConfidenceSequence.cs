namespace Seedbed.Statistics.Anytime;

/// <summary>
/// The values a mean may still have: {δ : e(δ) &lt; 1/level} of <see cref="MixtureT"/>, intersected over all looks, so
/// it never grows. All of them together hold the mean with a chance of at least 1 − level, if the values are
/// independent and normal.
/// </summary>
/// <param name="Lower">−∞ before the first finite interval.</param>
/// <param name="Upper">+∞ before the first finite interval.</param>
public readonly record struct ConfidenceSequence(double Lower, double Upper)
{
    /// <summary>Nothing is excluded.</summary>
    public static ConfidenceSequence Everything { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether some look has excluded anything.</summary>
    public bool IsFinite => double.IsFinite(Lower) && double.IsFinite(Upper);

    /// <summary>
    /// Whether no mean is left: the values are not what the sequence assumes, such as a mean that moves.
    /// </summary>
    public bool IsEmpty => Lower > Upper;

    /// <summary>The sequence after all values, which come in the order they were looked at.</summary>
    /// <param name="values">Shape [n], all finite.</param>
    /// <param name="level">Between 0 and 1; the sequence holds the mean with a chance of 1 − level.</param>
    public static ConfidenceSequence Of(ReadOnlySpan<double> values, MixtureT mixture, double level)
    {
        var (sequence, moments) = (Everything, default(RunningMoments));
        foreach (var value in values)
        {
            moments.Add(value);
            sequence = sequence.Look(moments, mixture.CriticalT(moments.Count, level));
        }

        return sequence;
    }

    /// <param name="criticalT">Null where n values exclude nothing.</param>
    private ConfidenceSequence Look(RunningMoments moments, double? criticalT)
    {
        if (criticalT is not { } t) return this;

        var half = t * moments.Deviation / Math.Sqrt(moments.Count);
        return new(Math.Max(Lower, moments.Mean - half), Math.Min(Upper, moments.Mean + half));
    }
}
