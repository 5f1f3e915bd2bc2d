namespace Seedbed.Statistics.Predictions;

/// <summary>How far seeds that were trained alike predict alike, example by example.</summary>
/// <param name="MajorityShares">
/// Shape [examples]: the share of seeds that predict what most of them do, from 1/seeds to 1. Where two predictions are
/// as frequent, either is the majority.
/// </param>
/// <param name="Pairwise">The share of examples that two seeds agree on, mean over all pairs of seeds.</param>
/// <param name="Kappa">
/// Fleiss' kappa, <c>(pairwise − chance)/(1 − chance)</c>, where chance is Σ of the squared share of each prediction
/// among all: 1 is full agreement, 0 that of predictions drawn by their shares. Null where only one prediction occurs.
/// Source: Fleiss (1971), Psychological Bulletin 76, 378–382.
/// </param>
public sealed record Agreement(IReadOnlyList<double> MajorityShares, double Pairwise, double? Kappa)
{
    /// <summary>Examples that not all seeds predict alike: those that flip with the seed.</summary>
    public int Flips => MajorityShares.Count(share => share < 1);

    /// <param name="predictions">Shape [seeds, examples], row-major: classes, whatever their numbers.</param>
    /// <param name="seeds">At least 1; divides the number of predictions.</param>
    /// <returns>Null below two seeds.</returns>
    /// <exception cref="ArgumentException">There are no predictions, or not as many for each seed.</exception>
    public static Agreement? Of(ReadOnlySpan<int> predictions, int seeds)
    {
        var examples = Shape.ExamplesOf(predictions.Length, seeds);
        if (seeds < 2) return null;

        var (shares, agreeing) = (new double[examples], 0L);         // ordered pairs of seeds that agree
        var (ofOne, ofAll) = (new Dictionary<int, int>(), new Dictionary<int, long>());
        for (var example = 0; example < examples; example++)
        {
            ofOne.Clear();
            for (var i = example; i < predictions.Length; i += examples)
                ofOne[predictions[i]] = ofOne.GetValueOrDefault(predictions[i]) + 1;

            shares[example] = (double)ofOne.Values.Max() / seeds;
            foreach (var (prediction, times) in ofOne)
            {
                agreeing += (long)times * (times - 1);
                ofAll[prediction] = ofAll.GetValueOrDefault(prediction) + times;
            }
        }

        var pairwise = agreeing / ((double)seeds * (seeds - 1) * examples);
        var count = (double)predictions.Length;
        var chance = ofAll.Values.Sum(times => times / count * (times / count));
        return new(shares, pairwise, ofAll.Count == 1 ? null : (pairwise - chance) / (1 - chance));
    }
}
