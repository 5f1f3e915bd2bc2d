namespace Seedbed.Cli.Tests.Progress;

using Seedbed.Cli.Progress;
using Seedbed.Cli.Running;
using Seedbed.Messages.Http;
using Spectre.Console;
using Xunit;
using static Seedbed.Cli.Tests.Progress.Views;
using static Seedbed.Cli.Tests.Specifications;

public class EndReportTests
{
    private static readonly StudyView Ended = Of(
        new(3, 0, 0, 2, 0, 1, 0), Cell(0, null, 0, new Estimate("loss", 2, 1, 1, 0, 2)));

    [Fact]
    public void Jobs_that_came_out_otherwise_when_they_were_trained_again_are_counted() =>
        Assert.Contains(
            "2 of 3 jobs came out otherwise when epochs were trained again after an interruption: "
            + "'replay' in results.csv says which.",
            Printed(new(Ended, new([], DifferingReplays: 2))), StringComparison.Ordinal);

    [Fact]
    public void Where_none_did_nothing_is_said_of_replays() =>
        Assert.DoesNotContain("trained again", Printed(new(Ended, new([], 0))), StringComparison.Ordinal);

    [Fact]
    public void A_failed_job_is_named_with_its_last_reason()
    {
        var failed = Job(0, 2) with { Reasons = ["out of memory", "exit code 134"] };

        Assert.Contains(
            "#0/2: exit code 134", Printed(new(Ended, new([failed], 0))), StringComparison.Ordinal);
    }

    private static string Printed(StudyEnd end)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 300;
        EndReport.Print(console, end, "runs/demo", TimeSpan.FromMinutes(1));
        return output.ToString();
    }
}
