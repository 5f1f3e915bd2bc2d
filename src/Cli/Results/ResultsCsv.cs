namespace Seedbed.Cli.Results;

using Seedbed.Messages.Http;

/// <summary>
/// <c>results.csv</c>: a row per job, in the order the jobs come. Everything but <c>attempts</c>, <c>interruptions</c>,
/// <c>replay</c>, <c>node</c> and <c>seconds</c> is the same whenever and wherever the study runs.
/// </summary>
internal sealed class ResultsCsv(CsvTable table, JobColumns columns, IReadOnlyList<string> finals)
{
    public Task WriteHeaderAsync() => table.WriteAsync(
    [
        .. columns.Names, "outcome", "diverged_at", "attempts", "interruptions", "replay", "node", "seconds", .. finals,
    ]);

    /// <exception cref="InvalidDataException">The job has a final that its program does not declare.</exception>
    public Task WriteAsync(JobRow job)
    {
        var values = job.Finals.ToDictionary(final => final.Metric, final => final.Value, StringComparer.Ordinal);
        if (values.Keys.Except(finals, StringComparer.Ordinal).FirstOrDefault() is { } stranger)
            throw new InvalidDataException(
                $"Job {job.Cell}/{job.Seed} ended with '{stranger}', which its program does not declare.");

        return table.WriteAsync(
        [
            .. columns.ValuesOf(job),
            job.Outcome is { } outcome ? OutcomeText.Of(outcome) : "",
            CsvTable.Whole(job.DivergedAt),
            CsvTable.Whole(job.Attempts),
            CsvTable.Whole(job.Interruptions),
            job.ReplayDiffered ? "differed" : "",
            job.Node ?? "",
            CsvTable.Number(job.Seconds),
            .. finals.Select(metric => values.TryGetValue(metric, out var value) ? CsvTable.Number(value) : ""),
        ]);
    }
}
