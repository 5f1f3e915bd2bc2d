namespace Seedbed.Statistics;

/// <summary>Chances of error that somebody accepts.</summary>
internal static class Level
{
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public static void Check(double level)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
    }
}
