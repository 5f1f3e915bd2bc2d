namespace Seedbed.Cli.Results;

using System.Text.Json;
using Seedbed.Cli.Api;
using Seedbed.Cli.Studies;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Work;

/// <summary>
/// The files a study leaves: results, curves, confusion matrices, what its data is, the study itself and its
/// environment.
/// </summary>
internal sealed class ResultsDirectory(string path, LoadedStudy study, string trainer)
{
    private const int ShownFailures = 5;

    private readonly JobColumns _columns = new(study.Specification);

    /// <summary>
    /// Writes all files from what the coordinator has now. Memory does not grow with the number of jobs.
    /// </summary>
    public async Task<ResultsSummary> WriteAsync(CoordinatorClient coordinator)
    {
        Directory.CreateDirectory(path);
        var name = study.Specification.Name.Name;
        var seen = await WriteJobsAsync(coordinator, coordinator.JobsAsync(name));
        await AsideFile.WriteAsync(In("curves.csv"), async stream =>
        {
            using var points = await CurveSort.CollectAsync(
                In("curves.sorting"), seen.Order, coordinator.CurvesAsync(name));
            await using var table = new CsvTable(stream);
            await new CurvesCsv(table, _columns).WriteAsync(coordinator.JobsAsync(name), points.InOrder());
        });
        if (study.Profile is { } profile)
        {
            await AsideFile.WriteAsync(In("data.json"), stream =>
                JsonSerializer.SerializeAsync(stream, profile, ResultsJson.Readable.DataProfile));
        }

        await AsideFile.WriteAsync(In("study.yaml"), async stream =>
        {
            await using var writer = new StreamWriter(stream, leaveOpen: true);
            await writer.WriteAsync(study.Text);
        });
        var environment = await EnvironmentReport.GatherAsync(
            trainer, study.Specification, study.Program, seen.Devices, Environment.CurrentDirectory);
        await AsideFile.WriteAsync(In("environment.json"), stream =>
            JsonSerializer.SerializeAsync(stream, environment, ResultsJson.Readable.EnvironmentReport));
        return new(seen.Failures, seen.DifferingReplays);
    }

    /// <summary>Writes <c>results.csv</c> and <c>confusion.json</c> in one pass over the jobs.</summary>
    private async Task<SeenJobs> WriteJobsAsync(CoordinatorClient coordinator, IAsyncEnumerable<JobRow> jobs)
    {
        var seen = new SeenJobs();
        var (results, confusions) = (In("results.csv"), In("confusion.json"));
        await AsideFile.WriteAsync(results, rows => AsideFile.WriteAsync(confusions, async matrices =>
        {
            await using var table = new CsvTable(rows);
            var finals = FinalNames.Of(study.Program, study.Specification.Data).Select(final => final.Name);
            var csv = new ResultsCsv(table, _columns, [.. finals]);
            var confusion = new ConfusionJson(matrices, study.Specification, _columns);
            await csv.WriteHeaderAsync();
            await confusion.BeginAsync();
            await foreach (var job in jobs)
            {
                seen.See(job);
                await csv.WriteAsync(job);
                foreach (var artifact in job.Artifacts.Where(artifact => artifact.Name == ConfusionJson.Artifact))
                    await confusion.WriteAsync(
                        job, await coordinator.FetchAsync(artifact.Content, CancellationToken.None));
            }

            await confusion.EndAsync();
        }));
        return seen;
    }

    /// <summary>What one pass over the jobs leaves to know; small however many there are.</summary>
    private sealed class SeenJobs
    {
        public HashSet<Device> Devices { get; } = [];

        public List<JobRow> Failures { get; } = [];

        public JobOrder Order { get; } = new();

        public long DifferingReplays { get; private set; }

        public void See(JobRow job)
        {
            Order.See(job);
            if (job.Device is { } device) Devices.Add(device);
            if (job.Outcome == JobOutcome.Failed && Failures.Count < ShownFailures) Failures.Add(job);
            if (job.ReplayDiffered) DifferingReplays++;
        }
    }

    private string In(string file) => Path.Combine(path, file);
}

/// <summary>What people are told of results besides the table.</summary>
/// <param name="Failures">The first failed jobs, with their reasons.</param>
/// <param name="DifferingReplays">Jobs that came out otherwise when epochs were trained again.</param>
internal sealed record ResultsSummary(IReadOnlyList<JobRow> Failures, long DifferingReplays);
