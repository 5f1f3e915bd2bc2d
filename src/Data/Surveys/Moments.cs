namespace Seedbed.Data.Surveys;

/// <summary>
/// Count, mean, deviation and bounds of numbers seen one after the other, by the updates of Welford, "Note on a method
/// for calculating corrected sums of squares and products", Technometrics 4 (1962).
/// </summary>
/// <param name="Mean">0 of no numbers.</param>
/// <param name="Squares">Sum of squared differences from the mean.</param>
public readonly record struct Moments(long Count, double Mean, double Squares, double Minimum, double Maximum)
{
    /// <summary>With n − 1; null of fewer than two numbers.</summary>
    public double? StandardDeviation => Count > 1 ? Math.Sqrt(Squares / (Count - 1)) : null;

    public Moments With(double number)
    {
        var (count, difference) = (Count + 1, number - Mean);
        var mean = Mean + difference / count;
        return new(
            count, mean, Squares + difference * (number - mean),
            Count == 0 ? number : Math.Min(Minimum, number), Count == 0 ? number : Math.Max(Maximum, number));
    }
}
