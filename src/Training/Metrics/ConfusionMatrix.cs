namespace Seedbed.Training.Metrics;

/// <summary>
/// Counts of predictions over the declared classes: <c>this[truth, predicted]</c>. Everything in
/// <see cref="ClassificationScores"/> is a function of it. Mutable while predictions are added; not thread-safe.
/// </summary>
/// <param name="classes">How many classes the study declares, at least 1; a class may stay without examples.</param>
public sealed class ConfusionMatrix(int classes)
{
    private readonly long[] _counts = new long[checked(classes * classes)]; // row-major, a row for each true class

    public int Classes { get; } = classes;

    /// <summary>How many predictions were added.</summary>
    public long Total { get; private set; }

    public long this[int truth, int predicted] => _counts[Index(truth, predicted)];

    public void Add(int truth, int predicted)
    {
        _counts[Index(truth, predicted)]++;
        Total++;
    }

    /// <summary>How many examples of the class there are.</summary>
    public long Support(int truth)
    {
        var sum = 0L;
        for (var predicted = 0; predicted < Classes; predicted++) sum += this[truth, predicted];
        return sum;
    }

    /// <summary>How often the class was predicted.</summary>
    public long Predicted(int predicted)
    {
        var sum = 0L;
        for (var truth = 0; truth < Classes; truth++) sum += this[truth, predicted];
        return sum;
    }

    private int Index(int truth, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)truth, (uint)Classes, nameof(truth));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Classes, nameof(predicted));
        return truth * Classes + predicted;
    }
}
