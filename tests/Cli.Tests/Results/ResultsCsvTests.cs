namespace Seedbed.Cli.Tests.Results;

using System.Text;
using Seedbed.Cli.Results;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Cli.Tests.Specifications;

public class ResultsCsvTests
{
    [Fact]
    public async Task A_job_is_a_row_with_its_finals_in_declared_order()
    {
        var text = await Written(Study(), ["loss", "accuracy"],
            Job(0, 0, finals: [new("accuracy", 1), new("loss", 0.1)]),
            Job(1, 1, ablation: "no-momentum", finals: [new("loss", 1.0 / 3)]));

        Assert.Equal(
            "config,ablation,seed,outcome,diverged_at,attempts,interruptions,replay,node,seconds,loss,accuracy\r\n" +
            "base,,0,completed,,1,0,,local,1.5,0.1,1\r\n" +
            "base,no-momentum,1,completed,,1,0,,local,1.5,0.3333333333333333,\r\n", text);
    }

    [Fact]
    public async Task A_diverged_job_has_its_step_and_no_finals_and_a_waiting_one_has_no_outcome()
    {
        var text = await Written(
            Study(), ["loss"], Job(0, 0, JobOutcome.Diverged), Job(0, 1, outcome: null) with { Attempts = 0 });

        Assert.EndsWith("base,,0,diverged,17,1,0,,local,1.5,\r\nbase,,1,,,0,0,,,,\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grid_parameters_varied_sources_and_repeats_are_columns()
    {
        var seeds = new SeedPlan([new("init", 2, null), new("order", 2, [5, 7])], 2);
        var study = Study(seeds, new GridAxis("learning-rate", ["0.1", "0.01"]));

        var text = await Written(study, [], Job(
            0, 0, seeds: new(1, 7, 0, 0, 1), grid: new Dictionary<string, string> { ["learning-rate"] = "0.01" }));

        Assert.Equal(
            "config,ablation,learning-rate,seed.init,seed.order,repeat,"
            + "outcome,diverged_at,attempts,interruptions,replay,node,seconds\r\n"
            + "base,,0.01,1,7,1,completed,,1,0,,local,1.5\r\n", text);
    }

    [Fact]
    public async Task A_job_that_came_out_otherwise_when_it_was_trained_again_says_so()
    {
        var text = await Written(Study(), [], Job(0, 0) with { Interruptions = 1, ReplayDiffered = true });

        Assert.EndsWith("base,,0,completed,,1,1,differed,local,1.5\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_with_commas_quotes_or_line_breaks_is_quoted()
    {
        var text = await Written(Study(), [], Job(0, 0) with { Node = "a,\"b\"" });

        Assert.EndsWith("1,0,,\"a,\"\"b\"\"\",1.5\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1e-300, "1E-300")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_number_is_the_shortest_text_that_reads_back_as_it(double value, string expected) =>
        Assert.Equal(expected, CsvTable.Number(value));

    [Fact]
    public async Task A_final_that_the_program_does_not_declare_is_not_lost_silently() =>
        await Assert.ThrowsAsync<InvalidDataException>(
            () => Written(Study(), ["loss"], Job(0, 0, finals: [new("los", 1)])));

    [Fact]
    public void Finals_are_those_of_the_run_then_those_of_each_part_without_the_domain_trained_on() =>
        Assert.Equal(
            [
                "val.loss", "epochs", "test.accuracy", "test.mcc",
                "other.accuracy", "other.mcc", "proper.accuracy", "proper.mcc",
            ],
            FinalNames.Of(Classifier(), Words()).Select(final => final.Name));

    private static async Task<string> Written(
        StudySpecification study, IReadOnlyList<string> finals, params IEnumerable<JobRow> jobs)
    {
        var stream = new MemoryStream();
        await using (var table = new CsvTable(stream))
        {
            var results = new ResultsCsv(table, new JobColumns(study), finals);
            await results.WriteHeaderAsync();
            foreach (var job in jobs) await results.WriteAsync(job);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
