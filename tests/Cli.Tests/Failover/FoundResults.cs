namespace Seedbed.Cli.Tests.Failover;

using Seedbed.Cli.Api;

/// <summary>What a study found out: final numbers, and points by job.</summary>
internal sealed record FoundResults(IReadOnlyList<string> Jobs, IReadOnlyList<string> Curves)
{
    public static async Task<FoundResults> OfAsync(CoordinatorClient client, string study)
    {
        var jobs = await client.JobsAsync(study)
            .Select(job => (job.Cell, job.Seed, job.Outcome, Finals: string.Join(' ', job.Finals)))
            .Select(job => job.ToString()).ToListAsync();
        var curves = await client.CurvesAsync(study)
            .GroupBy(row => (row.Cell, row.Seed)).OrderBy(job => job.Key)
            .Select(job => string.Join('\n', job)).ToListAsync();
        return new(jobs, curves);
    }
}
