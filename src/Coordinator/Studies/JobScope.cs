namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages.Studies;

/// <summary>Jobs that a person means: of the whole study, of one cell, or one job.</summary>
/// <param name="Cell">Index of the cell; null for all.</param>
/// <param name="Seed">Index of the seed; null for all.</param>
public readonly record struct JobScope(int? Cell = null, int? Seed = null)
{
    public static JobScope Of(JobKey job) => new(job.Cell, job.Seed);

    /// <summary>The one job that is meant; null for more.</summary>
    public JobKey? Job => this is { Cell: { } cell, Seed: { } seed } ? new JobKey(cell, seed) : null;

    public bool Contains(JobKey job) => (Cell ?? job.Cell) == job.Cell && (Seed ?? job.Seed) == job.Seed;

    /// <summary>What is wrong with it, and what is nearest; null if the study has what it names.</summary>
    public string? MistakeIn(StudyIndex index)
    {
        if (Cell is null && Seed is not null)
            return "A seed alone names no job: name its cell too, or neither for the whole study.";

        return Mistake("cell", Cell, index.CellCount) ?? Mistake("seed", Seed, index.SeedCount);
    }

    private static string? Mistake(string what, int? index, int count) =>
        index is not { } named || (named >= 0 && named < count)
            ? null
            : $"The study has no {what} {named}: its {what}s are 0 to {count - 1}. "
                + $"The nearest is {Math.Clamp(named, 0, count - 1)}.";
}
