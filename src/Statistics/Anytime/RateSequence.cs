namespace Seedbed.Statistics.Anytime;

using MathNet.Numerics;

/// <summary>
/// The rates that yes-or-no outcomes may still have, looked at after each of them: {p : e(p) &lt; 1/level} with <c>e(p)
/// = B(½ + k, ½ + n − k)/B(½, ½) / (pᵏ(1 − p)ⁿ⁻ᵏ)</c> after k of n, intersected over all looks. If outcomes are
/// independent with one rate, e of that rate is a martingale, and all ranges together hold it with a chance of at least
/// 1 − level. Source: Robbins (1970), Annals of Mathematical Statistics 41, 1397–1409; the mixture is Jeffreys' prior,
/// as in Krichevsky and Trofimov (1981), IEEE Trans. Inf. Theory 27, 199–207.
/// </summary>
public sealed class RateSequence
{
    private const double Prior = 0.5;

    private readonly double _level;
    private double _lower;
    private double _upper = 1;

    /// <param name="level">Between 0 and 1.</param>
    public RateSequence(double level)
    {
        Level.Check(level);
        _level = level;
    }

    /// <summary>n.</summary>
    public int Outcomes { get; private set; }

    /// <summary>k.</summary>
    public int Occurred { get; private set; }

    /// <summary>k/n, null without outcomes.</summary>
    public double? Rate => Outcomes == 0 ? null : (double)Occurred / Outcomes;

    /// <summary>
    /// [0, 1] before the first outcome. Null, and null from then on, where no rate is left: the outcomes are not what
    /// the sequence assumes, such as a rate that moves.
    /// </summary>
    public Interval? Range => _lower <= _upper ? new(_lower, _upper) : null;

    /// <param name="occurred">Of the next outcome, in an order that does not depend on outcomes.</param>
    public void Add(bool occurred)
    {
        Outcomes++;
        if (occurred) Occurred++;

        var rate = (double)Occurred / Outcomes;
        var least = LeastLikelihood();
        if (Likelihood(_lower) <= least) _lower = Math.Max(_lower, End(0, rate, least));
        if (Likelihood(_upper) <= least) _upper = Math.Min(_upper, End(1, rate, least));
    }

    /// <summary>ln of the likelihood at which e(p) is 1/level: below it p is excluded.</summary>
    private double LeastLikelihood() =>
        SpecialFunctions.BetaLn(Prior + Occurred, Prior + Outcomes - Occurred)
        - SpecialFunctions.BetaLn(Prior, Prior) + Math.Log(_level);

    /// <summary>ln pᵏ(1 − p)ⁿ⁻ᵏ.</summary>
    private double Likelihood(double p) =>
        Times(Occurred, Math.Log(p)) + Times(Outcomes - Occurred, double.LogP1(-p));

    /// <summary>The last excluded number on the way from a limit that is excluded to one that is not.</summary>
    private double End(double limit, double within, double least)
    {
        while (limit + (within - limit) / 2 is var middle && middle != limit && middle != within)
            if (Likelihood(middle) <= least) limit = middle;
            else within = middle;

        return limit;
    }

    /// <summary>0 · −∞ is 0: what never happened says nothing.</summary>
    private static double Times(int count, double logarithm) => count == 0 ? 0 : count * logarithm;
}
