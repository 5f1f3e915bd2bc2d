namespace Seedbed.Statistics.Variance;

/// <summary>The analysis of variance of a balanced crossed design.</summary>
internal static class MeanSquares
{
    /// <summary>
    /// The mean square of an effect: along its sources deviations from the mean are kept, along others the mean; of
    /// repeats the deviations from their combination's mean. Squares are summed over the degrees of freedom. Source:
    /// Searle, Casella and McCulloch (1992), Variance components, 4.3.
    /// </summary>
    /// <param name="values">As <see cref="CrossedDesign"/> says.</param>
    public static double Of(Effect effect, ReadOnlySpan<double> values)
    {
        var (design, first) = (effect.Design, values[0]);
        double[] kept = [.. values];
        foreach (ref var value in kept.AsSpan()) value -= first;     // equal values have squares of exactly 0

        int[] shape = [.. design.Levels, design.Repeats];
        var outermost = effect.IsOfRepeats ? shape.Length - 1 : 0;
        for (var (axis, stride) = (shape.Length - 1, 1); axis >= outermost; stride *= shape[axis--])
            Project(kept, shape[axis], stride, keepDeviations: (effect.Set >> axis & 1) == 1);

        return kept.Sum(value => value * value) / effect.Freedom;
    }

    /// <summary>Replaces every value by its mean along an axis, or by its deviation from that.</summary>
    private static void Project(double[] values, int length, int stride, bool keepDeviations)
    {
        for (var start = 0; start < values.Length; start += length * stride)
            for (var offset = start; offset < start + stride; offset++)
            {
                var sum = 0.0;
                for (var i = 0; i < length; i++) sum += values[offset + i * stride];
                var mean = sum / length;
                for (var i = 0; i < length; i++)
                {
                    ref var value = ref values[offset + i * stride];
                    value = keepDeviations ? value - mean : mean;
                }
            }
    }
}
