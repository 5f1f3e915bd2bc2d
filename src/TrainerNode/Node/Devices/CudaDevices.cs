namespace Seedbed.TrainerNode.Node.Devices;

using System.Globalization;
using Seedbed.Messages.Work;
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
        var answer = await ChildAnswer.AskAsync(cancellation, DevicesCommand.Name);
        return Found(answer.ExitCode, answer.Output, answer.Error);
    }

    /// <summary>What the child process's end says.</summary>
    /// <exception cref="InvalidOperationException">There is no CUDA device, or this build has no CUDA.</exception>
    public static IReadOnlyList<Device> Found(int exitCode, string output, string error)
    {
        var found = exitCode == 0 ? Parse(output) : [];
        return found.Count > 0 ? found : throw new InvalidOperationException(
            "No CUDA device was found; '--device cpu' trains on the CPU, and CUDA needs a build with -p:Torch=cuda. "
            + error.Trim());
    }

    /// <summary>Looks itself, and loads libtorch for it.</summary>
    public static IReadOnlyList<Device> Look()
    {
        if (!torch.cuda.is_available()) return [];

        var visible = Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES");
        var kinds = CudaKinds.Of(DriverKinds(), visible, torch.cuda.device_count());
        return [.. kinds.Select((kind, index) => new Device($"cuda:{index}", kind))];
    }

    /// <summary>One line for each device: its name, a tab, its kind.</summary>
    public static string Print(IReadOnlyList<Device> devices) =>
        string.Concat(devices.Select(device => $"{device.Name}\t{device.Kind}\n"));

    /// <summary>Reads what <see cref="Print"/> wrote; other lines are a library's chatter.</summary>
    public static IReadOnlyList<Device> Parse(string output) =>
    [
        .. from line in output.Split('\n')
           let parts = line.TrimEnd('\r').Split('\t')
           where parts.Length == 2 && IsName(parts[0]) && parts[1].Trim().Length > 0
           select new Device(parts[0], parts[1].Trim()),
    ];

    private static bool IsName(string text) =>
        text.StartsWith("cuda:", StringComparison.Ordinal)
        && int.TryParse(text["cuda:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>
    /// The driver lists GPUs by bus address, and slots are told to number them so (<c>CUDA_DEVICE_ORDER</c>).
    /// </summary>
    private static IReadOnlyList<string> DriverKinds()
    {
        const string driver = "/proc/driver/nvidia/gpus";
        if (!Directory.Exists(driver)) return [];

        return
        [
            .. from gpu in Directory.GetDirectories(driver).Order(StringComparer.Ordinal)
               select KindIn(File.ReadLines(Path.Combine(gpu, "information"))),
        ];
    }

    /// <summary>The model that the driver's <c>information</c> of a GPU names.</summary>
    public static string KindIn(IEnumerable<string> information) =>
        information.Select(line => line.Split(':', 2))
            .FirstOrDefault(entry => entry.Length == 2 && entry[0] == "Model")?[1].Trim() ?? CudaKinds.Unknown;
}
