namespace Seedbed.Cli.Progress;

using Seedbed.Messages.Http;

/// <summary>
/// Progress for logs and pipes: a plain line whenever jobs have ended, at most one every two seconds, when the study is
/// paused or resumed, and one at the end.
/// </summary>
internal sealed class LineProgress(TextWriter output, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public async Task ShowAsync(IAsyncEnumerable<StudyView> views)
    {
        var began = time.GetTimestamp();
        Pace? pace = null;
        StudyView? last = null;
        var (shownEnded, shownAt, shownPaused) = (-1L, TimeSpan.Zero, false);
        await foreach (var view in views)
        {
            last = view;
            pace ??= new(Pace.Ended(view.Jobs));
            var elapsed = time.GetElapsedTime(began);
            var isNews = Pace.Ended(view.Jobs) != shownEnded && (shownEnded < 0 || elapsed - shownAt >= Interval);
            if (!isNews && view.Paused == shownPaused) continue;

            (shownEnded, shownAt, shownPaused) = (Pace.Ended(view.Jobs), elapsed, view.Paused);
            await output.WriteLineAsync(Line(view, pace.Value, elapsed));
        }

        if (last is not null && pace is { } known && Pace.Ended(last.Jobs) != shownEnded)
            await output.WriteLineAsync(Line(last, known, time.GetElapsedTime(began)));
    }

    public void Note(string text) => output.WriteLine(text);

    internal static string Line(StudyView view, Pace pace, TimeSpan elapsed)
    {
        var jobs = view.Jobs;
        var paused = view.Paused ? ", paused" : "";
        var losses = TerminalText.Losses(jobs) is { Length: > 0 } some ? $", {some}" : "";
        var rest = !view.Paused && pace.Remaining(jobs, elapsed) is { } remaining && remaining > TimeSpan.Zero
            ? $", about {TerminalText.Duration(remaining)} left"
            : "";
        var ended = $"{Pace.Ended(jobs)}/{jobs.Total} jobs ended";
        return $"{TerminalText.Duration(elapsed)}  {ended}, {jobs.Running} running{losses}{paused}{rest}";
    }
}
