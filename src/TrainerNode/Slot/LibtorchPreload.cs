namespace Seedbed.TrainerNode.Slot;

using TorchSharp;

/// <summary>Loads libtorch beside the wait for the first pack: half a second that no job then waits for.</summary>
public static class LibtorchPreload
{
    /// <summary>
    /// Starts loading on a thread of its own. A failure is left to the pack that needs libtorch, which reports it.
    /// </summary>
    public static void Start() =>
        new Thread(Load) { IsBackground = true, Name = "libtorch preload" }.Start();

    private static void Load()
    {
        try
        {
            torch.set_num_threads(1);
            using var first = torch.zeros(1);
        }
        catch (Exception exception) when (
            exception is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            Console.Error.WriteLine($"libtorch does not load: {FailureReason.Of(exception)}");
        }
    }
}
