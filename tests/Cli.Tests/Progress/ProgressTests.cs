namespace Seedbed.Cli.Tests.Progress;

using Seedbed.Cli.Progress;
using Seedbed.Messages.Http;
using Xunit;
using static Seedbed.Cli.Tests.Progress.Views;

public class ProgressTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void The_rest_goes_as_fast_as_what_was_done_since_watching_began_with_running_jobs_half_done() =>
        Assert.Equal(3 * Minute, new Pace(EndedBefore: 2).Remaining(new(10, 5, 2, 3, 0, 0, 0), Minute));

    [Fact]
    public void Nothing_is_foretold_before_a_job_has_ended() =>
        Assert.Null(new Pace(EndedBefore: 2).Remaining(new(10, 8, 0, 2, 0, 0, 0), Minute));

    [Theory]
    [InlineData(10, 8, 2, 0, 0, "01:00  0/10 jobs ended, 2 running")]
    [InlineData(10, 4, 1, 0, 0, "01:00  5/10 jobs ended, 1 running, about 00:49 left")]
    [InlineData(10, 0, 0, 2, 1, "01:00  10/10 jobs ended, 0 running, 2 diverged, 1 failed")]
    public void A_line_says_what_ended_what_was_lost_and_how_long_it_takes(
        long total, long waiting, long running, long diverged, long failed, string expected) =>
        Assert.Equal(expected, LineProgress.Line(
            Of(new(total, waiting, running, total - waiting - running - diverged - failed, diverged, failed, 0)),
            new(0), Minute));

    [Fact]
    public void A_line_of_a_paused_study_says_so_and_promises_no_end() =>
        Assert.Equal(
            "01:00  5/10 jobs ended, 1 running, 2 cancelled, paused",
            LineProgress.Line(Of(new(10, 4, 1, 3, 0, 0, 2)) with { Paused = true }, new(0), Minute));

    [Fact]
    public async Task A_line_comes_when_a_study_is_paused()
    {
        var output = new StringWriter();
        var running = Of(new(10, 4, 1, 5, 0, 0, 0));

        await new LineProgress(output, TimeProvider.System).ShowAsync(
            Specifications.Stream([running, running with { Paused = true }, running with { Paused = true }]));

        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([false, true], lines.Select(line => line.Contains("paused", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lines_come_when_jobs_end_and_the_last_state_always_comes()
    {
        var output = new StringWriter();
        var views = new[] { 0L, 0, 1, 2, 3 }.Select(ended => Of(new JobCounts(3, 3 - ended, 0, ended, 0, 0, 0)));

        await new LineProgress(output, TimeProvider.System).ShowAsync(Specifications.Stream(views));

        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("0/3 jobs ended", lines[0], StringComparison.Ordinal);
        Assert.Contains("3/3 jobs ended", lines[^1], StringComparison.Ordinal);
        Assert.Equal(lines.Length, lines.Distinct().Count());
    }

    [Fact]
    public void The_live_picture_has_table_bar_and_running_jobs()
    {
        var view = Of(new(4, 1, 1, 2, 0, 0, 0), Cell(0, null, 0, new Estimate("loss", 2, 0.5, 0.1, 0.4, 0.6))) with
        {
            Running = [new(0, 2, "local#0", 1, 1200, "val.loss", 0.75)],
        };

        var picture = Plain(LiveProgress.Render(view, new(0), Minute, height: 40));

        Assert.Contains("0.5000 ± 0.1000", picture, StringComparison.Ordinal);
        Assert.Contains("2/4 jobs · 1 running · 01:00 · about 00:36 left", picture, StringComparison.Ordinal);
        Assert.EndsWith("local#0: base · seed #2 · step 1,200 · val.loss 0.7500", picture, StringComparison.Ordinal);
    }
}
