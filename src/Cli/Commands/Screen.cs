namespace Seedbed.Cli.Commands;

using Spectre.Console;

/// <summary>
/// Standard output as a place for tables: as wide as the terminal, or wide and plain when it goes to a file or a pipe.
/// </summary>
internal static class Screen
{
    private const int RedirectedWidth = 240;

    public static IAnsiConsole Open()
    {
        if (!Console.IsOutputRedirected) return AnsiConsole.Console;

        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        plain.Profile.Width = RedirectedWidth;
        return plain;
    }
}
