namespace Seedbed.Cli.Progress;

using Seedbed.Cli.Running;
using Spectre.Console;

/// <summary>
/// What is printed when a study has ended or was stopped: the table, what was lost and why, where the results are.
/// </summary>
internal static class EndReport
{
    private const int MaxCells = 100;
    private const int MaxComparisons = 100;
    private const int ReasonLength = 500;

    public static void Print(IAnsiConsole console, StudyEnd end, string results, TimeSpan elapsed)
    {
        var jobs = end.View.Jobs;
        console.Write(StudyTable.Of(end.View, MaxCells));
        if (ComparisonTable.Of(end.View.Comparisons, MaxComparisons) is { } comparisons) console.Write(comparisons);
        if (TerminalText.Losses(jobs) is { Length: > 0 } losses)
            console.WriteLine($"{losses}: no value in n, mean, sd, min and max.");
        if (end.Results.DifferingReplays is > 0 and var replays)
            console.WriteLine(
                $"{replays} of {jobs.Total} jobs came out otherwise when epochs were trained again after an "
                + "interruption: 'replay' in results.csv says which.");
        foreach (var job in end.Results.Failures)
        {
            var reason = job.Reasons.Count > 0 ? job.Reasons[^1] : "no reason was given";
            if (reason.Length > ReasonLength) reason = reason[..ReasonLength];
            console.WriteLine($"failed: {job.Config} {job.Ablation} #{job.Cell}/{job.Seed}: {reason}");
        }

        if (end.View.Paused)
            console.WriteLine("The study is paused: jobs that wait begin only once it is resumed.");
        if (!end.View.IsFinished)
            console.WriteLine(
                $"Stopped: {Pace.Ended(jobs)} of {jobs.Total} jobs have ended and are kept. "
                + "The same command again goes on.");
        console.WriteLine($"{jobs.Total} jobs, {TerminalText.Duration(elapsed)}. Results: {results}");
    }
}
