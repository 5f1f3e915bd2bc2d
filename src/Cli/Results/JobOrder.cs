namespace Seedbed.Cli.Results;

using Seedbed.Messages.Http;

/// <summary>
/// Where a job stands in the study, learnt from the jobs as they come: all seeds of a cell, then the next cell, with
/// the seeds in the same order in each. Costs memory per cell and per seed, not per job.
/// </summary>
internal sealed class JobOrder
{
    private readonly Dictionary<int, int> _cells = [];
    private readonly Dictionary<int, int> _seeds = [];

    /// <summary>Jobs of the cells and seeds seen so far.</summary>
    public long Count => (long)_cells.Count * _seeds.Count;

    public void See(JobRow job)
    {
        _cells.TryAdd(job.Cell, _cells.Count);
        _seeds.TryAdd(job.Seed, _seeds.Count);
    }

    /// <summary>From 0 to <see cref="Count"/> − 1, once all jobs have been seen.</summary>
    /// <exception cref="InvalidDataException">There is no such job.</exception>
    public long PositionOf(int cell, int seed) =>
        _cells.TryGetValue(cell, out var row) && _seeds.TryGetValue(seed, out var column)
            ? (long)row * _seeds.Count + column
            : throw new InvalidDataException(
                $"The coordinator sent the curve of a job that it does not list: {cell}/{seed}.");
}
