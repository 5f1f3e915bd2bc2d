namespace Seedbed.Cli.Tests.Chaos;

using System.Diagnostics;

/// <summary>A small disk in memory, mounted on a folder until disposal. Needs root.</summary>
internal sealed class MountedDisk : IDisposable
{
    private readonly string _folder;

    /// <param name="size">As <c>mount</c> takes it, such as <c>64m</c>.</param>
    public MountedDisk(string folder, string size)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", _folder);
    }

    public void Dispose() => Run("umount", "--lazy", _folder);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {said}");
    }
}
