namespace Seedbed.Cli.Tests.Results;

using System.Text;
using Seedbed.Cli.Results;
using Seedbed.Messages.Http;
using Xunit;
using static Seedbed.Cli.Tests.Specifications;

public sealed class CurvesCsvTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Points_stand_in_the_order_of_the_jobs_and_within_one_as_they_were_reported()
    {
        JobRow[] jobs = [Job(3, 1), Job(3, 0), Job(1, 1), Job(1, 0)]; // a study whose order is not that of its indexes

        var text = await Written(jobs,
            new(1, 0, "loss", 1, 0.5), new(3, 0, "loss", 1, 0.25),
            new(1, 0, "accuracy", 1, 0.75), new(3, 1, "loss", 2, double.NaN),
            new(3, 0, "loss", 2, 0.125));

        Assert.Equal(
            """
            config,ablation,seed,metric,step,value
            base,,1,loss,2,NaN
            base,,0,loss,1,0.25
            base,,0,loss,2,0.125
            base,,0,loss,1,0.5
            base,,0,accuracy,1,0.75

            """.ReplaceLineEndings("\r\n"), text);
    }

    [Fact]
    public async Task Many_jobs_are_sorted_piece_by_piece_into_the_same_order()
    {
        var jobs = Enumerable.Range(0, 5_000).Select(seed => Job(0, seed)).ToList();
        var points = jobs.Select(job => new CurveRow(0, job.Seed, "loss", 1, job.Seed)).Reverse();

        var text = await Written(jobs, [.. points]);

        Assert.Equal(
            jobs.Select(job => $"base,,{job.Seed},loss,1,{job.Seed}"),
            text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1));
    }

    [Fact]
    public async Task A_curve_of_an_unknown_job_is_refused() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => Written([Job(0, 0)], new CurveRow(0, 9, "loss", 1, 0)));

    private async Task<string> Written(IReadOnlyList<JobRow> jobs, params IEnumerable<CurveRow> points)
    {
        var order = new JobOrder();
        foreach (var job in jobs) order.See(job);
        var stream = new MemoryStream();
        using (var sorted = await CurveSort.CollectAsync(
            Path.Combine(_folder.FullName, "sorting"), order, Stream(points)))
        await using (var table = new CsvTable(stream))
            await new CurvesCsv(table, new JobColumns(Study())).WriteAsync(Stream(jobs), sorted.InOrder());
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
