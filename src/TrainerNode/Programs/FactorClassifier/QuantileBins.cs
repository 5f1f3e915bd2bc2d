namespace Seedbed.TrainerNode.Programs.FactorClassifier;

/// <summary>
/// Numbers as categories that are about equally frequent in training: 0 is missing, bin b holds what is at least the
/// b-th edge and below the next. Equal edges, of a value so frequent that it fills several bins, are one.
/// </summary>
public sealed class QuantileBins
{
    public const int Missing = 0;

    private readonly float[] _edges; // ascending, the first below everything

    private QuantileBins(float[] edges) => _edges = edges;

    /// <summary>How many categories there are, the missing one included.</summary>
    public int Count => _edges.Length + 1;

    /// <param name="training">The values there are, at least one unless every value is missing.</param>
    /// <param name="bins">At most.</param>
    public static QuantileBins Of(IEnumerable<float> training, int bins)
    {
        float[] sorted = [.. training.Order()];
        var edges = Enumerable.Range(1, bins - 1).Where(_ => sorted.Length > 0)
            .Select(bin => sorted[(int)((long)bin * sorted.Length / bins)])
            .Where(edge => edge > sorted[0]);
        return new([float.NegativeInfinity, .. edges.Distinct()]);
    }

    /// <returns>From 1.</returns>
    public int Encode(float value)
    {
        var found = Array.BinarySearch(_edges, value);
        return found >= 0 ? found + 1 : ~found;
    }
}
