namespace Seedbed.Cli.Tests.Processes;

using System.Diagnostics;
using System.Globalization;
using Xunit;

/// <summary>Processes and their children, as <c>/proc</c> has them.</summary>
internal static class ProcessTree
{
    /// <summary>The child of a process whose command line holds the text.</summary>
    public static int ChildOf(int parent, string text) => Assert.Single(ChildrenOf(parent, text));

    /// <summary>The child of a process whose command line holds the text; null if there is none now.</summary>
    public static int? FindChild(int parent, string text) =>
        ChildrenOf(parent, text) is [var child, ..] ? child : null;

    public static IReadOnlyList<int> ChildrenOf(int parent) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
            let name = Path.GetFileName(folder)
            where int.TryParse(name, out _)
            let id = int.Parse(name, CultureInfo.InvariantCulture)
            where ParentOf(id) == parent
            select id,
    ];

    /// <summary>The process's children and theirs.</summary>
    public static IReadOnlyList<int> DescendantsOf(int parent) =>
        [.. ChildrenOf(parent).SelectMany(child => (int[])[child, .. DescendantsOf(child)])];

    /// <summary>Completes when none of the processes lives any more.</summary>
    public static async Task EndedAsync(IEnumerable<int> processes)
    {
        foreach (var id in processes)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                await process.WaitForExitAsync().WaitAsync(SeedbedProcess.Patience);
            }
            catch (ArgumentException)
            {
                // It has ended.
            }
        }
    }

    /// <param name="signal">Its name without SIG.</param>
    public static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>As <see cref="SignalAsync"/>; a process that has ended meanwhile gets nothing.</summary>
    public static async Task TrySignalAsync(int process, string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process} 2> /dev/null"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Whether SIGINT, the second signal, is ignored by the process.</summary>
    public static bool IgnoresInterrupt(int process) =>
        (Read(process, "status") ?? "").Split('\n')
            .Where(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
            .Any(line => (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 0b10) != 0);

    private static IReadOnlyList<int> ChildrenOf(int parent, string text) =>
        [.. ChildrenOf(parent).Where(child => CommandLine(child).Contains(text, StringComparison.Ordinal))];

    private static int? ParentOf(int id) => Read(id, "stat") is { } stat && stat.LastIndexOf(')') is > 0 and var name
        ? int.Parse(stat[(name + 2)..].Split(' ')[1], CultureInfo.InvariantCulture)
        : null;

    private static string CommandLine(int id) => Read(id, "cmdline")?.Replace('\0', ' ') ?? "";

    private static string? Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            return null; // it has ended
        }
    }
}
