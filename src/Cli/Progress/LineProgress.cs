namespace Seedbed.Cli.Progress;

using Seedbed.Messages.Http;

/// <summary>
/// Progress for logs and pipes:
/// a plain line whenever jobs have ended, at most one every two seconds, and one at the end.
/// </summary>
internal sealed class LineProgress(TextWriter output, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public async Task ShowAsync(IAsyncEnumerable<StudyView> views)
    {
        var began = time.GetTimestamp();
        Pace? pace = null;
        StudyView? last = null;
        var (shownEnded, shownAt) = (-1L, TimeSpan.Zero);
        await foreach (var view in views)
        {
            last = view;
            pace ??= new(Pace.Ended(view.Jobs));
            var elapsed = time.GetElapsedTime(began);
            if (Pace.Ended(view.Jobs) == shownEnded || (shownEnded >= 0 && elapsed - shownAt < Interval)) continue;

            (shownEnded, shownAt) = (Pace.Ended(view.Jobs), elapsed);
            await output.WriteLineAsync(Line(view.Jobs, pace.Value, elapsed));
        }

        if (last is not null && pace is { } known && Pace.Ended(last.Jobs) != shownEnded)
            await output.WriteLineAsync(Line(last.Jobs, known, time.GetElapsedTime(began)));
    }

    public void Note(string text) => output.WriteLine(text);

    internal static string Line(JobCounts jobs, Pace pace, TimeSpan elapsed)
    {
        var losses = TerminalText.Losses(jobs) is { Length: > 0 } some ? $", {some}" : "";
        var rest = pace.Remaining(jobs, elapsed) is { } remaining && remaining > TimeSpan.Zero
            ? $", about {TerminalText.Duration(remaining)} left"
            : "";
        var ended = $"{Pace.Ended(jobs)}/{jobs.Total} jobs ended";
        return $"{TerminalText.Duration(elapsed)}  {ended}, {jobs.Running} running{losses}{rest}";
    }
}
