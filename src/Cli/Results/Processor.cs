namespace Seedbed.Cli.Results;

using System.Runtime.InteropServices;

/// <summary>The processor of this machine.</summary>
internal static class Processor
{
    private const string LinuxDescription = "/proc/cpuinfo";

    /// <summary>
    /// Its maker's name for it, such as <c>AMD EPYC 7B13</c>; the architecture where the system tells no more.
    /// </summary>
    public static string Model() => Named() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string? Named()
    {
        if (!File.Exists(LinuxDescription)) return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");

        return File.ReadLines(LinuxDescription)
            .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
            .FirstOrDefault();
    }
}
