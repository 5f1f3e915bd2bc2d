namespace Seedbed.Coordinator.Tests.Postgres;

using System.Diagnostics;

/// <summary>The programs of a PostgreSQL server, where this machine has them.</summary>
internal static class PostgresBinaries
{
    private const string Debian = "/usr/lib/postgresql";

    private static readonly string[] Needed = ["initdb", "pg_ctl"];
    private static readonly string? Folder = Find();

    /// <summary>Why no server can be started; null if one can.</summary>
    public static string? Missing { get; } = Folder is null
        ? $"There is no PostgreSQL server: initdb and pg_ctl are neither on PATH nor below {Debian}."
        : null;

    /// <summary>Runs one of them to its end. A server refuses to run as root: root runs it as nobody.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says of what.</exception>
    public static Task Run(string program, params string[] arguments) => RunAfter([], program, arguments);

    /// <summary>Likewise, after what brings it to another machine.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says of what.</exception>
    public static async Task RunAfter(string[] prefix, string program, params string[] arguments)
    {
        var path = Path.Combine(Folder ?? throw new InvalidOperationException(Missing), program);
        string[] command = Environment.IsPrivilegedProcess
            ? [.. prefix, "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", path, .. arguments]
            : [path, .. arguments];
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                WorkingDirectory = "/",
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed: {string.Concat(said)}");
    }

    /// <summary>Gives a folder to the user whom the programs are run as.</summary>
    public static async Task Own(string folder)
    {
        if (!Environment.IsPrivilegedProcess) return;

        using var chown = Process.Start("chown", ["nobody", folder]);
        await chown.WaitForExitAsync();
    }

    private static string? Find()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var ofDebian = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(VersionOf).Select(path => Path.Combine(path, "bin"))
            : [];
        return onPath.Concat(ofDebian).FirstOrDefault(
            folder => Needed.All(name => File.Exists(Path.Combine(folder, name))));
    }

    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;
}
