namespace Seedbed.Cli.Progress;

using System.Globalization;
using Seedbed.Messages.Http;
using Spectre.Console;
using Spectre.Console.Rendering;

/// <summary>
/// Progress in a terminal: the table as it grows, a bar, and the jobs in training;
/// redrawn at every change and every second.
/// </summary>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider time) : IProgressView
{
    private const int BarWidth = 40;
    private const int ShownJobs = 8;

    /// <summary>A table's lines besides its rows, and the line that says how many more there are.</summary>
    private const int TableLines = 5;

    /// <summary>Lines that are not the table's rows: headings, bar and running jobs.</summary>
    private const int OtherLines = ShownJobs + 9;

    public Task ShowAsync(IAsyncEnumerable<StudyView> views) => console
        .Live(new Text("Waiting for the coordinator …"))
        .AutoClear(true)
        .StartAsync(async display =>
        {
            var began = time.GetTimestamp();
            await using var source = views.GetAsyncEnumerator();
            var next = source.MoveNextAsync().AsTask();
            StudyView? view = null;
            Pace? pace = null;
            while (true)
            {
                await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1), time));
                if (next.IsCompleted)
                {
                    if (!await next) return;
                    view = source.Current;
                    next = source.MoveNextAsync().AsTask();
                }

                if (view is null) continue;
                pace ??= new(Pace.Ended(view.Jobs));
                display.UpdateTarget(Render(view, pace.Value, time.GetElapsedTime(began), console.Profile.Height));
            }
        });

    public void Note(string text) => console.WriteLine(text);

    internal static IRenderable Render(StudyView view, Pace pace, TimeSpan elapsed, int height)
    {
        var room = Math.Max(2, height - OtherLines);
        var rowsPerCell = Math.Max(1, view.Metrics.Count);
        var wanted = Math.Min(                                 // each comparison has a heading above its metrics
            view.Comparisons?.Shown.Count ?? 0,
            Math.Max(0, room / 2 - TableLines) * rowsPerCell / (rowsPerCell + 1));
        var comparisons = ComparisonTable.Of(view.Comparisons, wanted);
        var headings = (wanted + rowsPerCell - 1) / rowsPerCell;
        var cells = Math.Max(1, (comparisons is null ? room : room - wanted - headings - TableLines) / rowsPerCell);
        var running = view.Running.Take(ShownJobs)
            .Select(job => (IRenderable)new Text($"  {Describe(view, job)}", new Style(Color.Grey)));
        return new Rows(
        [
            StudyTable.Of(view, cells), .. comparisons is null ? Array.Empty<IRenderable>() : [comparisons],
            Bar(view, pace, elapsed), .. running,
        ]);
    }

    private static Markup Bar(StudyView view, Pace pace, TimeSpan elapsed)
    {
        var jobs = view.Jobs;
        var ended = Pace.Ended(jobs);
        var full = jobs.Total == 0 ? BarWidth : (int)(BarWidth * ended / jobs.Total);
        var losses = TerminalText.Losses(jobs) is { Length: > 0 } some ? $" · [yellow]{some}[/]" : "";
        var paused = view.Paused ? " · [yellow]paused[/]" : "";
        var remaining = !view.Paused && pace.Remaining(jobs, elapsed) is { } left
            ? $" · about {TerminalText.Duration(left)} left"
            : "";
        return new Markup(
            $"[green]{new string('━', full)}[/][grey]{new string('━', BarWidth - full)}[/] {ended}/{jobs.Total} jobs · "
            + $"{jobs.Running} running{losses}{paused} · {TerminalText.Duration(elapsed)}{remaining}");
    }

    private static string Describe(StudyView view, RunningJob job)
    {
        var cell = view.Cells.FirstOrDefault(candidate => candidate.Cell == job.Cell);
        var name = cell is null ? $"cell {job.Cell}" : TerminalText.Label(cell);
        var step = job.Step is { } at ? $" · step {at.ToString("N0", CultureInfo.InvariantCulture)}" : "";
        var metric = job.Metric is null ? "" : $" · {job.Metric} {TerminalText.Number(job.Value)}";
        return $"{job.Slot}: {name} · seed #{job.Seed}{step}{metric}";
    }
}
