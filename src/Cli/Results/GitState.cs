namespace Seedbed.Cli.Results;

using System.ComponentModel;
using System.Diagnostics;

/// <summary>The commit a working directory is at.</summary>
/// <param name="Dirty">Whether tracked or untracked files differ from the commit.</param>
internal sealed record GitState(string Commit, bool Dirty)
{
    /// <returns>Null without git, outside a repository, or before the first commit.</returns>
    public static async Task<GitState?> ReadAsync(string directory)
    {
        if (await RunAsync(directory, "rev-parse", "HEAD") is not { Length: > 0 } commit) return null;
        return new(commit, await RunAsync(directory, "status", "--porcelain") is not "");
    }

    /// <returns>What git printed, trimmed; null if it failed.</returns>
    private static async Task<string?> RunAsync(string directory, params IEnumerable<string> arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            if (git is null) return null;

            var errors = git.StandardError.ReadToEndAsync();
            var output = await git.StandardOutput.ReadToEndAsync();
            await errors;
            await git.WaitForExitAsync();
            return git.ExitCode == 0 ? output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null; // git is not installed
        }
    }
}
