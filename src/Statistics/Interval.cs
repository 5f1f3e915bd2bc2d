namespace Seedbed.Statistics;

/// <summary>A range of numbers, both ends within it. NaN ends say that a value was not finite.</summary>
public readonly record struct Interval(double Lower, double Upper)
{
    public bool Contains(double value) => Lower <= value && value <= Upper;
}
