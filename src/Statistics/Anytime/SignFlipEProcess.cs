namespace Seedbed.Statistics.Anytime;

/// <summary>
/// Evidence against "differences are symmetric about 0", valid however often one looks and whatever their distribution:
/// the mean over λ = ±¼ … ±4 of <c>Π exp(λ·sᵢ·rᵢ)/cosh(λ·rᵢ)</c>, where sᵢ is the sign of a difference and rᵢ its size
/// over the root mean square of all sizes up to it. The null is symmetry, not "the mean is 0": differences that are
/// skewed about a mean of 0 are outside the null, and may be found.
/// </summary>
/// <remarks>
/// Given all sizes and all earlier signs, a sign is + or − with equal chance under the null, rᵢ is known, and a
/// factor's expectation is (e^{λr} + e^{−λr})/(2·cosh λr) = 1: so each product is a martingale that starts at 1. Their
/// mean is one, too, and reaches 1/level with a chance of at most level (Ville 1939). Source of the construction: de la
/// Peña (1999), Annals of Probability 27, 537–564; Ramdas et al. (2020), Admissible anytime-valid sequential inference
/// must rely on nonnegative martingales.
/// </remarks>
public sealed class SignFlipEProcess
{
    /// <summary>Small ones see small steady gains, large ones a sign that never changes.</summary>
    private static readonly double[] Bets = [-4, -2, -1, -0.5, -0.25, 0.25, 0.5, 1, 2, 4];

    private readonly double[] _logWealth = new double[Bets.Length];
    private double _norm;            // √Σd²
    private double _most;            // the largest log evidence so far, at least 0

    /// <summary>Pairs so far, those without a difference too.</summary>
    public int Pairs { get; private set; }

    /// <summary>ln e now; 0 without pairs.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>min(1, 1/e) at the look that said most: a p that is valid at any look.</summary>
    public double P => Math.Exp(-_most);

    /// <param name="difference">Of the next pair, in an order that does not depend on differences.</param>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public void Add(double difference)
    {
        if (!double.IsFinite(difference))
            throw new ArgumentException($"A difference is {difference}.", nameof(difference));

        Pairs++;
        if (difference == 0) return;                                 // neither sign: every factor is 1

        _norm = double.Hypot(_norm, difference);
        var ratio = difference / _norm * Math.Sqrt(Pairs);
        for (var i = 0; i < Bets.Length; i++) _logWealth[i] += LogFactor(Bets[i] * ratio);
        LogEvidence = LogMeanExp(_logWealth);
        _most = Math.Max(_most, LogEvidence);
    }

    /// <summary>ln(eˣ/cosh x) = ln 2 − ln(1 + e^{−2x}), without overflow.</summary>
    private static double LogFactor(double x) =>
        Math.Log(2) - Math.Max(0, -2 * x) - double.LogP1(Math.Exp(-2 * Math.Abs(x)));

    private static double LogMeanExp(double[] logs)
    {
        var largest = logs.Max();
        return largest + Math.Log(logs.Average(log => Math.Exp(log - largest)));
    }
}
