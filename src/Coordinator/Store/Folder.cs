namespace Seedbed.Coordinator.Store;

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

/// <summary>
/// Makes names in a directory durable: a file that is on the disk is found there after a crash only if its directory
/// is, too.
/// </summary>
internal static class Folder
{
    /// <summary>Creates a directory and those above it, and makes all that are new durable.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void Create(string path)
    {
        if (Directory.Exists(path)) return;

        var parent = Path.GetDirectoryName(path);
        if (parent is not null) Create(parent);
        Directory.CreateDirectory(path);
        if (parent is not null) Flush(parent);
    }

    /// <summary>
    /// Returns when the names in a directory are on the disk. Windows has no such call and needs none.
    /// </summary>
    /// <exception cref="IOException">The disk fails, or the directory is gone.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows()) return;

        using var handle = new SafeFileHandle(Open(path, ReadOnly), ownsHandle: true);
        if (handle.IsInvalid)
            throw new IOException($"{path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        RandomAccess.FlushToDisk(handle);
    }

    private const int ReadOnly = 0;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
