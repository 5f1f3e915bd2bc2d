namespace Seedbed.Training.Metrics;

/// <summary>Whether a classifier is right as often as it says.</summary>
public static class Calibration
{
    /// <summary>As in the paper below.</summary>
    public const int Bins = 15;

    /// <summary>
    /// Expected calibration error: the mean over examples of |accuracy − mean confidence| of their bin. An example's
    /// confidence is its largest probability; bin m of 1 … <see cref="Bins"/> holds confidences in ((m − 1)/15, m/15].
    /// Source: Guo et al., "On calibration of modern neural networks", arXiv:1706.04599, equation 3.
    /// </summary>
    /// <returns>0 to 1; null without predictions.</returns>
    public static double? ErrorOf(ClassProbabilities predictions)
    {
        if (predictions.Count == 0) return null;

        var excess = new double[Bins];    // confidence beyond accuracy, summed over the bin's examples
        for (var example = 0; example < predictions.Count; example++)
        {
            var predicted = predictions.Predicted(example);
            var confidence = predictions[example][predicted];
            var bin = Math.Max(0, (int)Math.Ceiling(confidence * Bins) - 1);
            excess[bin] += confidence - (predicted == predictions.Truth(example) ? 1 : 0);
        }

        return excess.Sum(Math.Abs) / predictions.Count;
    }
}
