namespace Seedbed.TrainerNode.Node;

using System.Diagnostics;
using Seedbed.TrainerNode.Node.Slots;

/// <summary>What a short-lived child process of this executable answered: it does what a node must not.</summary>
public sealed record ChildAnswer(int ExitCode, string Output, string Error)
{
    /// <exception cref="InvalidOperationException">The process does not start.</exception>
    public static async Task<ChildAnswer> AskAsync(CancellationToken cancellation, params string[] arguments)
    {
        using var child = Process.Start(SlotLaunch.Self(arguments))
            ?? throw new InvalidOperationException($"The process for '{arguments[0]}' does not start.");
        child.StandardInput.Close();
        var error = child.StandardError.ReadToEndAsync(cancellation);
        var output = await child.StandardOutput.ReadToEndAsync(cancellation);
        await child.WaitForExitAsync(cancellation);
        return new(child.ExitCode, output, await error);
    }
}
