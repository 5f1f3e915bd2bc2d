namespace Seedbed.Analysis;

using Seedbed.Messages.Studies;

/// <summary>
/// Which seeds enter sequences, and in which order: that of their indexes, which extensions only lengthen. Of crossed
/// sources those enter that share no value with one before them (the diagonal), because seeds that share one are not
/// independent; of repeats the first.
/// </summary>
public static class SeedOrder
{
    /// <param name="count">Seeds there are.</param>
    /// <param name="seedAt">The seed at a position, in the order of their indexes.</param>
    /// <param name="plan">What is varied.</param>
    /// <returns>Positions of the seeds that enter, ascending.</returns>
    public static int[] Independent(int count, Func<int, SeedVector> seedAt, SeedPlan plan)
    {
        if (plan is { Axes.Count: 1, Repeats: 1 }) return [.. Enumerable.Range(0, count)];

        var used = plan.Axes.Select(_ => new HashSet<long>()).ToArray();
        List<int> entering = [];
        for (var position = 0; position < count; position++)
        {
            var seed = seedAt(position);
            var values = plan.Axes.Select(axis => ValueOf(seed, axis.Source)).ToArray();
            if (seed.Repeat != 0 || values.Where((value, axis) => used[axis].Contains(value)).Any()) continue;

            for (var axis = 0; axis < values.Length; axis++) used[axis].Add(values[axis]);
            entering.Add(position);
        }

        return [.. entering];
    }

    private static long ValueOf(SeedVector seed, string source) => source switch
    {
        "order" => seed.Order,
        "dropout" => seed.Dropout,
        "augment" => seed.Augment,
        _ => seed.Init,
    };
}
