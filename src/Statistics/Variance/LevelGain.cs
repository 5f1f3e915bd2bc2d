namespace Seedbed.Statistics.Variance;

/// <summary>What one more level of a source would do.</summary>
/// <param name="Source">A source of the design, or <see cref="Repeats"/>.</param>
/// <param name="Jobs">How many jobs it takes, with all levels of the others.</param>
/// <param name="Reduction">By how much the variance of the cell's mean would shrink.</param>
public sealed record LevelGain(string Source, int Jobs, double Reduction)
{
    /// <summary>Name of what tells jobs of the same seeds apart.</summary>
    public const string Repeats = "repeats";

    /// <summary>What is compared between sources.</summary>
    public double ReductionPerJob => Reduction / Jobs;
}
