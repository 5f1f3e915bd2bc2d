namespace Seedbed.Training.Metrics;

/// <summary>Places in ascending order, from 1; equal values share the mean of theirs.</summary>
internal static class Ranks
{
    internal static double[] Of(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(index => values[index])];
        var ranks = new double[values.Length];
        for (var first = 0; first < order.Length;)
        {
            var end = first + 1;
            while (end < order.Length && values[order[end]].Equals(values[order[first]])) end++;
            foreach (var index in order[first..end]) ranks[index] = (first + 1 + end) / 2.0;
            first = end;
        }

        return ranks;
    }
}
