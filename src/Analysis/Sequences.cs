namespace Seedbed.Analysis;

using Seedbed.Statistics.Anytime;
using Seedbed.Statistics.Comparisons;

/// <summary>The pairs of one comparison in seed order, and what they said so far of each metric.</summary>
internal sealed class Sequences
{
    private readonly RunningEvidence[] _evidence;

    /// <param name="margins">One per metric; null where every difference matters.</param>
    public Sequences(IEnumerable<double?> margins) =>
        _evidence = [.. margins.Select(margin => new RunningEvidence(margin))];

    /// <summary>The first seed, by its position in the order, that is not settled on both sides.</summary>
    public int Next { get; private set; }

    /// <summary>What metric by metric was said.</summary>
    public ref readonly RunningEvidence this[int metric] => ref _evidence[metric];

    /// <summary>Takes in the pairs that are settled without a gap.</summary>
    /// <param name="order">Seeds that enter.</param>
    public void Advance(CellScores left, CellScores right, int[] order, ScoreRule rule, MixtureT mixture)
    {
        for (; Next < order.Length; Next++)
        {
            var (one, other) = (left[order[Next]], right[order[Next]]);
            if (!IsSettled(one) || !IsSettled(other)) return;

            for (var metric = 0; metric < _evidence.Length; metric++)
                if (rule.ValueOf(one, metric) - rule.ValueOf(other, metric) is { } difference)
                    _evidence[metric].Add(difference, mixture);
        }
    }

    /// <summary>Whether the side of a pair has a result.</summary>
    public static bool IsSettled(Score? score) => score is Score.Completed or Score.Diverged;
}
