namespace Seedbed.Analysis;

/// <summary>The pairs of two cells for one metric: those that count, in seed order, and those that do not.</summary>
internal sealed class Pairs
{
    private readonly List<double> _lefts = [];
    private readonly List<double> _rights = [];

    /// <param name="taken">How many seeds of the order were taken in.</param>
    public Pairs(CellScores left, CellScores right, int[] order, int taken, ScoreRule rule, int metric)
    {
        for (var position = 0; position < order.Length; position++)
        {
            var (one, other) = (left[order[position]], right[order[position]]);
            if (position >= taken)
            {
                if (Sequences.IsSettled(one) && Sequences.IsSettled(other)) Beyond++;
                IsIncomplete |= one is Score.Lost || other is Score.Lost;
                continue;
            }

            if (one is Score.Diverged) LeftDiverged++;
            if (other is Score.Diverged) RightDiverged++;
            if (rule.ValueOf(one, metric) is { } value && rule.ValueOf(other, metric) is { } against)
            {
                _lefts.Add(value);
                _rights.Add(against);
            }
            else
            {
                Excluded++;
            }
        }
    }

    public double[] Lefts => [.. _lefts];

    public double[] Rights => [.. _rights];

    public double[] Differences => [.. _lefts.Zip(_rights, (left, right) => left - right)];

    /// <summary>Pairs with both results behind a gap.</summary>
    public int Beyond { get; }

    public int Excluded { get; }

    public int LeftDiverged { get; }

    public int RightDiverged { get; }

    /// <summary>Whether a job that was not taken in failed or was cancelled.</summary>
    public bool IsIncomplete { get; }
}
