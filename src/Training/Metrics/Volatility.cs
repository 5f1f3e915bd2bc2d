namespace Seedbed.Training.Metrics;

/// <summary>How much a learning curve jumps from epoch to epoch late in training, in the metric's own unit.</summary>
public static class Volatility
{
    /// <summary>
    /// Sample standard deviation (n − 1) of the changes over the second half of training. Of E epochs, numbered from
    /// 1, the second half are those with e &gt; E/2, and epoch e's change is v(e) − v(e−1), so the first of them is
    /// measured from the last value of the first half: epochs 4, 5, 6 of 6 and 3, 4, 5 of 5 give three changes each.
    /// A steady trend has none: equal changes deviate by 0.
    /// </summary>
    /// <param name="curve">A value for each epoch, in order.</param>
    /// <returns>
    /// Null with fewer than two changes, that is below three epochs, or where one of them is not finite.
    /// </returns>
    public static double? Of(IReadOnlyList<double> curve)
    {
        var before = Math.Max(1, curve.Count / 2);    // epochs ahead of the first change
        double[] changes = [.. curve.Skip(before).Zip(curve.Skip(before - 1), (value, previous) => value - previous)];
        if (changes.Length < 2 || !changes.All(double.IsFinite)) return null;

        var mean = changes.Average();
        return Math.Sqrt(changes.Sum(change => (change - mean) * (change - mean)) / (changes.Length - 1));
    }
}
