namespace Seedbed.Cli.Running;

using Seedbed.Cli.Api;
using Spectre.Console;

/// <summary>Whether a study that was begun with another program or other data may begin anew.</summary>
/// <param name="isGiven">By <c>--accept-changes</c>.</param>
/// <param name="terminal">Where somebody can be asked; null if nobody can.</param>
internal sealed class ChangeConsent(bool isGiven, IAnsiConsole? terminal)
{
    /// <summary>Nobody need be asked.</summary>
    public bool IsGiven { get; } = isGiven;

    /// <returns>False if nobody says yes.</returns>
    public async Task<bool> AskAsync(ChangesNotAcceptedException refused, CancellationToken cancellation)
    {
        if (terminal is null) return false;

        terminal.WriteLine(refused.Description);
        return await new ConfirmationPrompt("Begin it anew?") { DefaultValue = false }
            .ShowAsync(terminal, cancellation);
    }
}
