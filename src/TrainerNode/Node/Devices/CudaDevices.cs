namespace Seedbed.TrainerNode.Node.Devices;

using System.Text.Json;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Node.Slots;
using TorchSharp;

/// <summary>
/// The CUDA devices of this machine. Asking needs libtorch, which a node never loads: a short-lived child process is
/// asked, by the verb <c>devices</c>.
/// </summary>
public static class CudaDevices
{
    /// <summary>Asks a child process.</summary>
    /// <exception cref="InvalidOperationException">There is no CUDA device, or this build has no CUDA.</exception>
    public static async Task<IReadOnlyList<Device>> FindAsync(CancellationToken cancellation)
    {
        using var child = System.Diagnostics.Process.Start(SlotLaunch.Self(DevicesCommand.Name))
            ?? throw new InvalidOperationException("The process that looks for CUDA devices does not start.");
        child.StandardInput.Close();
        var error = child.StandardError.ReadToEndAsync(cancellation);
        var output = await child.StandardOutput.ReadToEndAsync(cancellation);
        await child.WaitForExitAsync(cancellation);

        var found = child.ExitCode == 0 ? Parse(output) : [];
        return found.Count > 0 ? found : throw new InvalidOperationException(
            "No CUDA device was found; '--device cpu' trains on the CPU, and CUDA needs a build with -p:Torch=cuda. "
            + await error);
    }

    /// <summary>Looks itself, and loads libtorch for it.</summary>
    public static IReadOnlyList<Device> Look() => torch.cuda.is_available()
        ? [.. Enumerable.Range(0, torch.cuda.device_count()).Select(index => new Device($"cuda:{index}", Model(index)))]
        : [];

    /// <summary>One line for each device: its name, a tab, its kind.</summary>
    public static string Print(IReadOnlyList<Device> devices) =>
        string.Concat(devices.Select(device => $"{device.Name}\t{device.Kind}\n"));

    /// <summary>Reads what <see cref="Print"/> wrote; other lines are a library's chatter.</summary>
    public static IReadOnlyList<Device> Parse(string output) =>
    [
        .. from line in output.Split('\n')
           let parts = line.Split('\t')
           where parts.Length == 2 && parts[0].StartsWith("cuda:", StringComparison.Ordinal)
           select new Device(parts[0], parts[1].Trim()),
    ];

    /// <summary>
    /// The driver lists GPUs by bus address, and slots are told to number them so (<c>CUDA_DEVICE_ORDER</c>).
    /// </summary>
    private static string Model(int index)
    {
        const string driver = "/proc/driver/nvidia/gpus";
        string[] gpus = Directory.Exists(driver)
            ? [.. Directory.GetDirectories(driver).Order(StringComparer.Ordinal)]
            : [];
        if (gpus.Length != torch.cuda.device_count()) return "CUDA GPU";

        return File.ReadLines(Path.Combine(gpus[index], "information")).Select(line => line.Split(':', 2))
            .FirstOrDefault(entry => entry.Length == 2 && entry[0] == "Model")?[1].Trim() ?? "CUDA GPU";
    }
}
