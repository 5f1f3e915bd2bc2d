namespace Seedbed.Cli.Tests.Progress;

using Seedbed.Messages.Http;
using Spectre.Console;
using Spectre.Console.Rendering;

/// <summary>Views of a small study, and what a renderable looks like in a plain terminal.</summary>
internal static class Views
{
    public static readonly IReadOnlyDictionary<string, string> NoGrid = new Dictionary<string, string>();

    public static StudyView Of(JobCounts jobs, params IReadOnlyList<CellView> cells) =>
        new("demo", 1, new("mlp-teacher", "1", null), ["loss", "accuracy"], jobs, cells.Count, cells, []);

    public static CellView Cell(int cell, string? ablation, int diverged, params IReadOnlyList<Estimate> estimates) =>
        new(cell, "base", ablation, NoGrid, 3, 3 - diverged, diverged, 0, estimates);

    public static string Plain(IRenderable renderable, int width = 100)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Write(renderable);
        return string.Join('\n', output.ToString().Split('\n').Select(line => line.TrimEnd())).Trim('\n');
    }
}
