namespace Seedbed.Statistics.Variance;

/// <summary>
/// What a set of sources does beyond what its parts do. Repeats are one more source, which occurs only together with
/// all others: they say nothing across combinations.
/// </summary>
/// <param name="Set">Bit i for source i of the design; the bit after them for repeats.</param>
internal readonly record struct Effect(CrossedDesign Design, int Set)
{
    private int All => (1 << Design.Sources.Count) - 1;

    /// <summary>Whether it is what differs within one combination of levels.</summary>
    public bool IsOfRepeats => Set > All;

    /// <summary>Such as <c>init × order</c>. Without repeats the highest one cannot be told from noise.</summary>
    public string Name
    {
        get
        {
            var set = Set;
            var together = string.Join(" × ", Design.Sources.Where((_, source) => (set >> source & 1) == 1));
            return IsOfRepeats ? "residual"
                : Set == All && Design.Repeats == 1 ? $"{together} + residual"
                : together;
        }
    }

    /// <summary>Degrees of freedom.</summary>
    public int Freedom
    {
        get
        {
            var set = Set;
            return IsOfRepeats
                ? Design.Count / Design.Repeats * (Design.Repeats - 1)
                : Design.Levels.Where((_, source) => (set >> source & 1) == 1)
                    .Aggregate(1, (freedom, levels) => freedom * (levels - 1));
        }
    }

    /// <summary>How many values share one level of it, with so many levels of each source.</summary>
    public long Sharing(IReadOnlyList<int> levels, int repeats)
    {
        var sharing = IsOfRepeats ? 1L : repeats;
        for (var source = 0; source < levels.Count; source++)
            if ((Set >> source & 1) == 0) sharing *= levels[source];

        return sharing;
    }

    /// <summary>Whether it has all sources of another, so that its variance is in the mean square of that.</summary>
    public bool Contains(Effect other) => (Set & other.Set) == other.Set;

    /// <summary>
    /// +1 or −1 for a mean square that is part of the estimate of this component, 0 for one that is not:
    /// inclusion and exclusion over the sets of sources that contain it.
    /// </summary>
    public int Sign(Effect other) =>
        !other.Contains(this) ? 0
        : other.IsOfRepeats && !IsOfRepeats ? (Set == All ? -1 : 0)
        : int.IsEvenInteger(int.PopCount(other.Set ^ Set)) ? 1 : -1;
}
