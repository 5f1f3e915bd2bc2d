namespace Seedbed.Statistics.Anytime;

/// <summary>
/// Mean and sample deviation of a sequence as it grows, in the order of its values (Welford 1962). Equal values have a
/// deviation of exactly 0. Where the order of values is not part of what is computed, <see cref="Moments"/> serves.
/// </summary>
public record struct RunningMoments
{
    private double _squares;

    public int Count { get; private set; }

    /// <summary>0 without values.</summary>
    public double Mean { get; private set; }

    /// <summary>√(Σ(x − mean)² / (n − 1)); 0 below two values.</summary>
    public readonly double Deviation => Count < 2 ? 0 : Math.Sqrt(_squares / (Count - 1));

    /// <param name="value">Finite.</param>
    public void Add(double value)
    {
        Count++;
        var distance = value - Mean;
        Mean += distance / Count;
        _squares += distance * (value - Mean);
    }

    /// <summary>√n·(mean − δ)/sd: infinite where all values are equal, and 0 where they are all δ.</summary>
    public readonly double DistanceTo(double delta) =>
        Mean == delta ? 0 : Math.Sqrt(Count) * ((Mean - delta) / Deviation);
}
