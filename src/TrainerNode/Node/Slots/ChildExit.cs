namespace Seedbed.TrainerNode.Node.Slots;

using System.Collections.Frozen;
using System.Globalization;

/// <summary>How a process ended, for people.</summary>
public static class ExitReason
{
    /// <summary>The runtime adds the signal's number to this where a signal ended the process.</summary>
    private const int SignalBase = 128;

    private static readonly FrozenDictionary<int, string> Signals = new Dictionary<int, string>
    {
        [4] = "SIGILL, an instruction this CPU does not have",
        [6] = "SIGABRT, mostly an error in native code",
        [7] = "SIGBUS, mostly a full disk or a truncated file",
        [8] = "SIGFPE, an arithmetic error in native code",
        [9] = "SIGKILL, mostly because the machine ran out of memory",
        [11] = "SIGSEGV, an invalid memory access in native code",
        [15] = "SIGTERM, somebody asked it to end",
    }.ToFrozenDictionary();

    public static string Of(int exitCode) => exitCode > SignalBase && Signals.TryGetValue(exitCode - SignalBase, out var signal)
        ? $"The slot's process was ended by signal {exitCode - SignalBase} ({signal})."
        : string.Create(CultureInfo.InvariantCulture, $"The slot's process ended with exit code {exitCode}.");
}
