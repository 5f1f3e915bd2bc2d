namespace Seedbed.Coordinator.Tests.Store;

using System.Diagnostics;
using Seedbed.Coordinator.Tests.Hosting;
using Xunit;

/// <summary>A disk of one megabyte, gone after disposal. Needs the right to mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    public const int Bytes = 1 << 20;

    private readonly TemporaryDirectory _directory = new();

    public SmallDisk()
    {
        if (Mount(Path) is { } refusal) throw new InvalidOperationException(refusal);
    }

    public string Path => _directory.Path;

    /// <summary>Why there can be none here; null if there can.</summary>
    public static string? Missing { get; } = FindOut();

    public void Dispose()
    {
        Run("umount", Path);
        _directory.Dispose();
    }

    private static string? FindOut()
    {
        if (!OperatingSystem.IsLinux()) return "Only Linux mounts small disks for tests.";

        using var directory = new TemporaryDirectory();
        var refusal = Mount(directory.Path);
        if (refusal is null) Run("umount", directory.Path);
        return refusal is null ? null : $"A small disk cannot be mounted here: {refusal}";
    }

    private static string? Mount(string path) => Run("mount", "-t", "tmpfs", "-o", $"size={Bytes}", "tmpfs", path);

    private static string? Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : said.Trim();
    }
}

/// <summary>A test that needs a <see cref="SmallDisk"/>; skipped, with the reason, where there can be none.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Missing;
}
