namespace Seedbed.Messages.Hosting;

/// <summary>
/// A line on a node's standard error that is for the author of a training program: the program trains, but not as it
/// should. Whoever started the node looks for such lines.
/// </summary>
public static class ProgramWarning
{
    private const string Mark = "program warning: ";

    public static string LineOf(string warning) => $"{Mark}{warning.ReplaceLineEndings(" ")}";

    /// <returns>The warning; null for any other line.</returns>
    public static string? Parse(string line) =>
        line.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var start ? line[(start + Mark.Length)..] : null;
}
