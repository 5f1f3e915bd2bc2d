namespace Seedbed.Cli.Local;

using System.Diagnostics;
using System.Runtime.InteropServices;

/// <summary>
/// The executables that <c>seedbed</c> starts. Their places are named in <c>seedbed.children</c> beside it, which the
/// build writes: lines of <c>name=path</c>, relative to the file.
/// </summary>
/// <param name="Coordinator">Path of the coordinator's assembly.</param>
/// <param name="Trainer">Path of the trainer node's assembly.</param>
internal sealed record ChildExecutables(string Coordinator, string Trainer)
{
    private const string FileName = "seedbed.children";

    /// <param name="directory">Where <c>seedbed.dll</c> lies.</param>
    /// <exception cref="InfrastructureException">The file or an executable it names is missing.</exception>
    public static ChildExecutables FindBeside(string directory)
    {
        var file = Path.Combine(directory, FileName);
        if (!File.Exists(file)) throw new InfrastructureException($"{file} is missing: build src/Cli again.");

        var paths = File.ReadLines(file)
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => Path.GetFullPath(parts[1], directory));
        return new(Existing("coordinator"), Existing("trainer"));

        string Existing(string name) =>
            paths.TryGetValue(name, out var path) && File.Exists(path)
                ? path
                : throw new InfrastructureException(
                    $"The {name} named in {file} is missing ({path}): build src/Cli again.");
    }

    /// <summary>
    /// How an assembly is started: by the runtime that runs this process, with all three streams as pipes.
    /// </summary>
    public static ProcessStartInfo StartOf(string assembly, params IEnumerable<string> arguments) =>
        new(DotnetHost(), ["exec", assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

    private static string DotnetHost()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }
}
