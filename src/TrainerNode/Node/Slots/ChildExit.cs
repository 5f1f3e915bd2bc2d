namespace Seedbed.TrainerNode.Node.Slots;

using System.Collections.Frozen;
using System.Globalization;

/// <summary>How a slot's process ended.</summary>
/// <param name="Reason">For people.</param>
public sealed record ChildExit(ExitCause Cause, string Reason)
{
    /// <summary>The runtime adds the signal's number to this where a signal ended the process.</summary>
    private const int SignalBase = 128;

    private static readonly FrozenDictionary<int, string> Signals = new Dictionary<int, string>
    {
        [1] = "SIGHUP, its terminal went away",
        [2] = "SIGINT, somebody interrupted it",
        [4] = "SIGILL, an instruction this CPU does not have",
        [6] = "SIGABRT, mostly an error in native code",
        [7] = "SIGBUS, mostly a full disk or a truncated file",
        [8] = "SIGFPE, an arithmetic error in native code",
        [9] = "SIGKILL, perhaps because the machine ran out of memory",
        [11] = "SIGSEGV, an invalid memory access in native code",
        [15] = "SIGTERM, somebody asked it to end",
    }.ToFrozenDictionary();

    /// <summary>Signals by which people and supervisors end processes, never by what the process did.</summary>
    private static readonly FrozenSet<int> Interruptions = [1, 2, 15];

    public static ChildExit Asked { get; } = new(ExitCause.Asked, "The node ended the slot's process.");

    public static ChildExit Of(int exitCode)
    {
        var signal = exitCode - SignalBase;
        return Signals.TryGetValue(signal, out var name)
            ? new(
                Interruptions.Contains(signal) ? ExitCause.Interrupted : ExitCause.Failed,
                $"The slot's process was ended by signal {signal} ({name}).")
            : Failed(
                string.Create(CultureInfo.InvariantCulture, $"The slot's process ended with exit code {exitCode}."));
    }

    public static ChildExit Failed(string reason) => new(ExitCause.Failed, reason);
}

public enum ExitCause
{
    /// <summary>The process ended by what it did, or nobody can tell: counts towards the job's attempts.</summary>
    Failed,

    /// <summary>Somebody else ended it, which is never the job's fault.</summary>
    Interrupted,

    /// <summary>Its node ended it.</summary>
    Asked,
}
