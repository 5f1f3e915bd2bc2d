namespace Seedbed.Training.Metrics;

/// <summary>
/// Predicted probabilities of all classes, one row for each example. Mutable while predictions are added; not
/// thread-safe.
/// </summary>
/// <param name="classes">How many classes the study declares, at least 2; a class may stay without examples.</param>
public sealed class ClassProbabilities(int classes)
{
    private readonly List<int> _truths = [];
    private readonly List<double[]> _rows = [];

    public int Classes { get; } = classes;

    /// <summary>How many predictions were added.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds one example.</summary>
    /// <param name="probabilities">By class index, each in [0, 1], in sum 1 as far as rounding lets them.</param>
    /// <exception cref="ArgumentException">Another number of classes, or no probability.</exception>
    public void Add(int truth, ReadOnlySpan<double> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)truth, (uint)Classes, nameof(truth));
        if (probabilities.Length != Classes)
        {
            throw new ArgumentException(
                $"{probabilities.Length} probabilities for {Classes} classes.", nameof(probabilities));
        }

        foreach (var probability in probabilities)
        {
            if (probability is not (>= 0 and <= 1))
                throw new ArgumentException($"{probability:R} is no probability.", nameof(probabilities));
        }

        _truths.Add(truth);
        _rows.Add(probabilities.ToArray());
    }

    /// <summary>An example's class.</summary>
    public int Truth(int example) => _truths[example];

    /// <summary>An example's probabilities, by class index.</summary>
    public ReadOnlySpan<double> this[int example] => _rows[example];

    /// <summary>The class of the largest probability, the first of equal ones.</summary>
    public int Predicted(int example)
    {
        var row = _rows[example];
        return Array.IndexOf(row, row.Max());
    }

    /// <summary>One class against all others: who is of the class, and the class's probabilities.</summary>
    public (bool[] Truths, double[] Scores) Versus(int @class) =>
        ([.. _truths.Select(truth => truth == @class)], [.. _rows.Select(row => row[@class])]);
}
