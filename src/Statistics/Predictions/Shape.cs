namespace Seedbed.Statistics.Predictions;

/// <summary>How many examples there are, where numbers of all seeds lie in one row-major matrix.</summary>
internal static class Shape
{
    /// <exception cref="ArgumentException">There are no numbers, or not as many for each seed.</exception>
    public static int ExamplesOf(int count, int seeds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        return count > 0 && count % seeds == 0 ? count / seeds
            : throw new ArgumentException($"{count} numbers are not as many for each of {seeds} seeds.", nameof(count));
    }
}
