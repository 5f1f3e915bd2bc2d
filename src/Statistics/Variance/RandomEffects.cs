namespace Seedbed.Statistics.Variance;

using Seedbed.Statistics.Resampling;
using Seedbed.Statistics.Samples;

/// <summary>
/// Where the variance of a cell's scores comes from: one component for each source of randomness and each interaction,
/// estimated by setting mean squares to what they are expected to be, <c>E MS_S = Σ_{T ⊇ S} c_T·σ²_T</c>, where c_T
/// values share a level of T. Assumes levels that are drawn independently, and effects that are normal where intervals
/// are concerned. Source: Searle, Casella and McCulloch (1992), Variance components, chapter 4.
/// </summary>
/// <param name="Mean">Of all values.</param>
/// <param name="Components">Fewest sources first, what is left over last.</param>
public sealed record RandomEffects(
    CrossedDesign Design, double Mean, IReadOnlyList<VarianceComponent> Components)
{
    private const int DrawsBetweenLooks = 64;

    /// <summary>The variance of <see cref="Mean"/>, from truncated components.</summary>
    public double MeanVariance => MeanVarianceWith(Design.Levels, Design.Repeats);

    /// <summary>
    /// One more level of each source, and one more repeat where there are repeats already: the most reduction per job
    /// comes first. What nothing was seen of reduces nothing.
    /// </summary>
    public IReadOnlyList<LevelGain> Gains
    {
        get
        {
            var (levels, repeats) = (Design.Levels, Design.Repeats);
            var gains = Design.Sources.Select((source, i) => new LevelGain(
                source,
                Design.Count / levels[i],
                MeanVariance - MeanVarianceWith([.. levels.Select((n, j) => i == j ? n + 1 : n)], repeats)));
            if (repeats > 1)
                gains = gains.Append(new(
                    LevelGain.Repeats, Design.Count / repeats, MeanVariance - MeanVarianceWith(levels, repeats + 1)));

            return [.. gains.OrderByDescending(gain => gain.ReductionPerJob)];
        }
    }

    /// <summary>The first of <see cref="Gains"/>; null where no source adds variance.</summary>
    public LevelGain? Recommended => Gains[0] is { Reduction: > 0 } gain ? gain : null;

    /// <summary>
    /// Components of a design, with intervals from a parametric bootstrap of pivots: under the model mean squares are
    /// independent, and MS/E MS is χ²/df; each draw takes a χ² for each of them, reads off the E MS that would have led
    /// to the MS there is, and solves for the components. The interval holds the middle 1 − level of them, cut at 0.
    /// Percentiles of components estimated anew from drawn mean squares would be shifted the wrong way. Source:
    /// Weerahandi (1993), Journal of the American Statistical Association 88, 899–905.
    /// </summary>
    /// <param name="values">As the design says, all finite.</param>
    /// <param name="level">The chance that an interval misses, between 0 and 1.</param>
    /// <param name="seed">The same values and seed give the same intervals.</param>
    /// <exception cref="ArgumentException">Values are not as many as the design has, or not finite.</exception>
    public static RandomEffects Of(
        CrossedDesign design,
        ReadOnlySpan<double> values,
        double level = 0.05,
        ulong seed = 0,
        int draws = 2_000,
        CancellationToken cancellation = default)
    {
        Level.Check(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        if (values.Length != design.Count)
            throw new ArgumentException($"{values.Length} values for a design of {design.Count}.", nameof(values));

        var moments = new Moments();
        foreach (var value in values) moments.Add(value);
        if (moments.Mean is not { } mean || double.IsNaN(mean))
            throw new ArgumentException("A value is not finite.", nameof(values));

        var effects = design.Effects;
        var squares = new double[effects.Count];
        for (var i = 0; i < squares.Length; i++) squares[i] = MeanSquares.Of(effects[i], values);

        var estimates = Solve(effects, squares);
        var drawn = Draw(effects, squares, seed, draws, cancellation);
        return new(design, mean,
        [
            .. effects.Select((effect, i) => new VarianceComponent(
                effect.Name, effect.Freedom, squares[i], estimates[i], Middle(drawn[i], level))),
        ]);
    }

    /// <summary>What the variance of the mean would be with other numbers of levels and repeats.</summary>
    /// <param name="levels">Of each source, at least 1.</param>
    /// <param name="repeats">
    /// At least 1. They reduce nothing where the design has none: what of its last component is noise is not known.
    /// </param>
    public double MeanVarianceWith(IReadOnlyList<int> levels, int repeats)
    {
        var count = levels.Aggregate((double)repeats, (product, n) => product * n);
        return Design.Effects.Zip(Components)
            .Sum(pair => pair.Second.Variance * pair.First.Sharing(levels, repeats) / count);
    }

    /// <summary>Components from mean squares.</summary>
    private static double[] Solve(IReadOnlyList<Effect> effects, double[] squares)
    {
        var components = new double[effects.Count];
        for (var i = 0; i < components.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < squares.Length; j++) sum += effects[i].Sign(effects[j]) * squares[j];
            components[i] = sum / effects[i].Sharing(effects[i].Design.Levels, effects[i].Design.Repeats);
        }

        return components;
    }

    /// <returns>Shape [components][draws].</returns>
    private static double[][] Draw(
        IReadOnlyList<Effect> effects, double[] squares, ulong seed, int draws, CancellationToken cancellation)
    {
        var chance = new Draws(seed);
        double[][] drawn = [.. effects.Select(_ => new double[draws])];
        var expected = new double[squares.Length];
        for (var draw = 0; draw < draws; draw++)
        {
            if (draw % DrawsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();

            for (var i = 0; i < squares.Length; i++)
                expected[i] = squares[i] * effects[i].Freedom / chance.ChiSquare(effects[i].Freedom);

            var components = Solve(effects, expected);
            for (var i = 0; i < components.Length; i++) drawn[i][draw] = Math.Max(0, components[i]);
        }

        return drawn;
    }

    private static Interval Middle(double[] drawn, double level)
    {
        Array.Sort(drawn);
        return new(
            Estimates.QuantileOfSorted(drawn, level / 2), Estimates.QuantileOfSorted(drawn, 1 - level / 2));
    }
}
