namespace Seedbed.Analysis;

/// <summary>What a job that has ended contributes.</summary>
public abstract record Score
{
    private Score() { }

    /// <param name="Finals">One per reported metric, in their order; NaN for one that it did not report.</param>
    public sealed record Completed(IReadOnlyList<double> Finals) : Score;

    /// <summary>A result: its loss stopped being finite.</summary>
    public sealed record Diverged : Score;

    /// <summary>No result: it failed or was cancelled.</summary>
    public sealed record Lost : Score;
}
