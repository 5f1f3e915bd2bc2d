namespace Seedbed.Statistics.Variance;

/// <summary>
/// Sources of randomness that are varied separately, every level of one with every level of the others: a seeds file's
/// <c>{ init: 5, order: 3 }</c>. Values of a design are row-major, shape [levels of the first source, …, repeats].
/// </summary>
public sealed class CrossedDesign
{
    /// <summary>How many sources there may be.</summary>
    public const int MostSources = 4;

    /// <param name="sources">1 to 4 names, all different.</param>
    /// <param name="levels">Of each source, at least 2.</param>
    /// <param name="repeats">Of each combination of levels, at least 1.</param>
    /// <exception cref="ArgumentException">One of these does not hold.</exception>
    public CrossedDesign(IReadOnlyList<string> sources, IReadOnlyList<int> levels, int repeats = 1)
    {
        if (sources.Count is < 1 or > MostSources)
            throw new ArgumentException($"There are {sources.Count} sources, where 1 to 4 can be.", nameof(sources));
        if (sources.Distinct().Count() < sources.Count)
            throw new ArgumentException($"Two of the sources {string.Join(", ", sources)} are one.", nameof(sources));
        if (levels.Count != sources.Count)
            throw new ArgumentException($"{levels.Count} levels for {sources.Count} sources.", nameof(levels));
        if (levels.Any(count => count < 2))
            throw new ArgumentException("A source that is varied has at least 2 levels.", nameof(levels));

        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        Sources = [.. sources];
        Levels = [.. levels];
        Repeats = repeats;
    }

    public IReadOnlyList<string> Sources { get; }

    public IReadOnlyList<int> Levels { get; }

    /// <summary>1 where nothing is repeated.</summary>
    public int Repeats { get; }

    /// <summary>How many values it has.</summary>
    public int Count => Levels.Aggregate(Repeats, (count, level) => checked(count * level));

    /// <summary>Main effects and interactions, fewest sources first; the residual last, if there is one.</summary>
    internal IReadOnlyList<Effect> Effects
    {
        get
        {
            var sets = 1 << Sources.Count;
            var ofSources = Enumerable.Range(1, sets - 1).OrderBy(int.PopCount).Select(set => new Effect(this, set));
            return Repeats > 1 ? [.. ofSources, new Effect(this, 2 * sets - 1)] : [.. ofSources];
        }
    }
}
