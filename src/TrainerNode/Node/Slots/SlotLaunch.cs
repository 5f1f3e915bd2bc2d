namespace Seedbed.TrainerNode.Node.Slots;

using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Seedbed.TrainerNode.Programs.Own;
using Seedbed.TrainerNode.Slot;

/// <summary>How a node starts this executable again as a slot.</summary>
/// <param name="Device">What the slot trains on: <c>cpu</c>, <c>cuda:0</c> and so on.</param>
/// <param name="Artifacts">Folder that the slot leaves larger results in.</param>
/// <param name="LogPath">File that its output goes to.</param>
/// <param name="Programs">Files of users' programs.</param>
public sealed record SlotLaunch(string Device, string Artifacts, string LogPath, IReadOnlyList<string> Programs)
{
    /// <summary>What the runtime of native code reads when it loads, and nobody can change later.</summary>
    private static readonly (string Name, string Value)[] Environment =
    [
        ("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0"), // else native memory grows: 2.6 GB in 25 s of fused training
        ("OMP_NUM_THREADS", "1"), // with two, long contractions are split and the last bits of a result change
        ("MKL_NUM_THREADS", "1"),
    ];

    /// <param name="orders">Handle that the slot inherits and reads.</param>
    /// <param name="reports">Handle that the slot inherits and writes.</param>
    public ProcessStartInfo StartInfo(string orders, string reports)
    {
        var start = Self(
        [
            SlotCommand.Name, SlotCommand.Orders, orders, SlotCommand.Reports, reports,
            SlotCommand.Device, Device, SlotCommand.Artifacts, Artifacts,
            .. ProgramsOption.ToArguments(Programs),
        ]);
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return start;
    }

    /// <summary>
    /// This executable with other arguments, on the runtime that runs now; also where a test host runs it.
    /// </summary>
    public static ProcessStartInfo Self(params string[] arguments)
    {
        var assembly = Assembly.GetExecutingAssembly().Location;
        var executable = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        var runtime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var start = File.Exists(executable)
            ? new ProcessStartInfo(executable, arguments)
            : new ProcessStartInfo(Path.Combine(runtime, "dotnet"), [assembly, .. arguments]);
        start.Environment["DOTNET_ROOT"] = runtime;
        start.Environment["CUDA_DEVICE_ORDER"] = "PCI_BUS_ID"; // the same number is the same GPU in every process
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }
}
