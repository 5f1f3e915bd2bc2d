namespace Seedbed.TrainerNode.Node.Devices;

using System.Runtime.Intrinsics.X86;
using Seedbed.Messages.Work;

/// <summary>This machine's CPU as a device: slots on it agree bit for bit where their kind is the same.</summary>
public static class CpuDevice
{
    public static Device Find() => new("cpu", $"{Model()}, {Capability()}");

    /// <summary>Threads this process may use, by affinity and by quota.</summary>
    public static int Threads => Environment.ProcessorCount;

    private static string Model()
    {
        const string cpuInfo = "/proc/cpuinfo";
        if (!File.Exists(cpuInfo))
            return $"{System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture} CPU";

        return File.ReadLines(cpuInfo).Select(line => line.Split(':', 2))
            .FirstOrDefault(entry => entry.Length == 2 && entry[0].Trim() is "model name" or "Model")
            ?[1].Trim() ?? "unknown CPU";
    }

    /// <summary>
    /// The instruction set libtorch picks its kernels by, unless <c>ATEN_CPU_CAPABILITY</c> pins another.
    /// </summary>
    private static string Capability() =>
        Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY") is { Length: > 0 } pinned
        ? pinned.ToUpperInvariant()
        : Avx512F.IsSupported ? "AVX512" : Avx2.IsSupported && Fma.IsSupported ? "AVX2" : "DEFAULT";
}
