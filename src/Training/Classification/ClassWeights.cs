namespace Seedbed.Training.Classification;

/// <summary>
/// What an example of each class counts in the training loss. With n_c of N training examples in class c, <c>none</c>
/// is 1, <c>sqrt</c> is proportional to 1/√n_c and <c>inverse</c> to 1/n_c, scaled so that the mean over the training
/// examples is 1: Σ n_c·w_c = N. So the learning rate means the same with and without weights. A class without
/// training examples has weight 0.
/// </summary>
public static class ClassWeights
{
    /// <param name="scheme"><c>none</c>, <c>sqrt</c> or <c>inverse</c>.</param>
    /// <param name="examples">The class of each training example, at least one.</param>
    /// <returns>By class index.</returns>
    public static double[] Of(string scheme, ReadOnlySpan<int> examples, int classes)
    {
        var counts = new int[classes];
        foreach (var @class in examples) counts[@class]++;

        double[] raw = [.. counts.Select(count => count == 0 ? 0 : scheme switch
        {
            "inverse" => 1.0 / count,
            "sqrt" => 1 / Math.Sqrt(count),
            _ => 1,
        })];
        var scale = examples.Length / raw.Zip(counts, (weight, count) => weight * count).Sum();
        return [.. raw.Select(weight => weight * scale)];
    }
}
