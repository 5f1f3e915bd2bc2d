namespace Seedbed.Training.Lanes;

/// <summary>Numbers the places of a model where dropout happens; layers take their sites in a fixed order.</summary>
/// <param name="seeds">Each lane's dropout seed.</param>
/// <param name="rates">Each lane's share of dropped elements, in [0, 1).</param>
public sealed class DropoutSites(IReadOnlyList<long> seeds, IReadOnlyList<double> rates)
{
    private int _next;

    /// <param name="own">Rates of this site alone; those of the others if null.</param>
    public LaneDropout Next(IReadOnlyList<double>? own = null) => new(seeds, own ?? rates, _next++);
}
