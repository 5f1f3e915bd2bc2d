namespace Seedbed.Statistics.Comparisons;

using Seedbed.Statistics.Anytime;

/// <summary>
/// What the differences of pairs, in the order they come, have said against each null about their mean δ: the most that
/// <see cref="MixtureT"/> ever said, so that a p is valid at any look. Of a null that is a range the least evidence
/// within it counts. All nulls rest on one sequence: however many are rejected at a level, the chance that any of them
/// is true is at most that level.
/// </summary>
/// <param name="margin">Positive; null where no difference is too small to matter.</param>
public struct RunningEvidence(double? margin)
{
    private RunningMoments _moments;
    private double _notGreater;      // ln e against δ ≤ 0; here and below the largest so far, at least 0
    private double _notLess;         // against δ ≥ 0
    private double _marginOrMore;    // against δ ≥ margin
    private double _marginOrLess;    // against δ ≤ −margin

    /// <summary>Pairs so far.</summary>
    public readonly int Count => _moments.Count;

    /// <summary>Of the differences; 0 without any.</summary>
    public readonly double Mean => _moments.Mean;

    /// <summary>Sample deviation of the differences; 0 below two.</summary>
    public readonly double Deviation => _moments.Deviation;

    /// <summary>Against δ ≤ 0.</summary>
    public readonly double GreaterP => Math.Exp(-_notGreater);

    /// <summary>Against δ ≥ 0.</summary>
    public readonly double LessP => Math.Exp(-_notLess);

    /// <summary>Against |δ| ≥ margin; 1 without a margin.</summary>
    public readonly double EquivalentP => Math.Exp(-Math.Min(_marginOrMore, _marginOrLess));

    /// <summary>The smallest level at which anything is decided: what multiplicity is adjusted for.</summary>
    public readonly double P => Math.Min(Math.Min(GreaterP, LessP), EquivalentP);

    /// <summary>What follows at a level. Evidence for both signs contradicts itself, and nothing follows.</summary>
    public readonly Decision At(double level) => (GreaterP <= level, LessP <= level) switch
    {
        (true, false) => Decision.Greater,
        (false, true) => Decision.Less,
        (false, false) when EquivalentP <= level => Decision.Equivalent,
        _ => Decision.Undecided,
    };

    /// <param name="difference">Of the next pair; finite.</param>
    public void Add(double difference, MixtureT mixture)
    {
        _moments.Add(difference);
        _notGreater = Math.Max(_notGreater, AgainstAtMost(0, mixture));
        _notLess = Math.Max(_notLess, AgainstAtLeast(0, mixture));
        if (margin is not { } limit) return;

        _marginOrMore = Math.Max(_marginOrMore, AgainstAtLeast(limit, mixture));
        _marginOrLess = Math.Max(_marginOrLess, AgainstAtMost(-limit, mixture));
    }

    private readonly double AgainstAtMost(double delta, MixtureT mixture) =>
        mixture.LogEvidence(Count, Math.Max(0, _moments.DistanceTo(delta)));

    private readonly double AgainstAtLeast(double delta, MixtureT mixture) =>
        mixture.LogEvidence(Count, Math.Min(0, _moments.DistanceTo(delta)));
}
