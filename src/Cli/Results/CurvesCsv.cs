namespace Seedbed.Cli.Results;

using Seedbed.Messages.Http;

/// <summary>
/// <c>curves.csv</c>: a row per metric point of a job with an outcome. Jobs and points come in the same order, by cell
/// and seed, so that neither is held in memory.
/// </summary>
internal sealed class CurvesCsv(CsvTable table, JobColumns columns)
{
    /// <exception cref="InvalidDataException">
    /// A point belongs to no job, or points and jobs are not in the same order.
    /// </exception>
    public async Task WriteAsync(IAsyncEnumerable<JobRow> jobs, IEnumerable<CurveRow> points)
    {
        await table.WriteAsync([.. columns.Names, "metric", "step", "value"]);
        await using var job = jobs.GetAsyncEnumerator();
        IReadOnlyList<string> names = [];
        foreach (var point in points)
        {
            while (names.Count == 0 || (job.Current.Cell, job.Current.Seed) != (point.Cell, point.Seed))
            {
                if (!await job.MoveNextAsync())
                    throw new InvalidDataException(
                        $"The curve of job {point.Cell}/{point.Seed} does not follow the order of the jobs.");
                names = columns.ValuesOf(job.Current);
            }

            await table.WriteAsync([.. names, point.Metric, CsvTable.Whole(point.Step), CsvTable.Number(point.Value)]);
        }
    }
}
