namespace Seedbed.TrainerNode.Programs.Misbehave;

using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Seedbed.Training.Programs;

/// <summary>The ways in which training goes wrong.</summary>
internal enum Misbehaviour
{
    /// <summary>An exception: the pack fails, the process goes on.</summary>
    Throw,

    /// <summary>
    /// Writes to memory that is not its own, as native code with a mistake does: the process dies of it.
    /// </summary>
    Crash,

    /// <summary>The process ends itself.</summary>
    Exit,

    /// <summary>Takes memory until there is no more, or the operating system kills the process.</summary>
    OutOfMemory,

    /// <summary>Never comes back, and hears no cancellation.</summary>
    Hang,

    /// <summary>The loss is no longer finite: a result, not an error.</summary>
    Diverge,
}

internal static class Misbehaviours
{
    private const int MiB = 1024 * 1024;

    /// <summary>Nobody's: above what a process on Linux is given, below what a pointer may be.</summary>
    private const long Nowhere = 0x7fff_ffff_f000;

    /// <summary>By the name that studies use.</summary>
    public static FrozenDictionary<string, Misbehaviour> ByName { get; } = new Dictionary<string, Misbehaviour>
    {
        ["throw"] = Misbehaviour.Throw,
        ["crash"] = Misbehaviour.Crash,
        ["exit"] = Misbehaviour.Exit,
        ["out-of-memory"] = Misbehaviour.OutOfMemory,
        ["hang"] = Misbehaviour.Hang,
        ["diverge"] = Misbehaviour.Diverge,
    }.ToFrozenDictionary();

    public static void Perform(Misbehaviour behaviour, Lane lane, long step)
    {
        switch (behaviour)
        {
            case Misbehaviour.Throw:
                throw new InvalidOperationException(
                    $"Misbehaves as told, at step {step} of attempt {lane.Attempt}.");
            case Misbehaviour.Crash: Marshal.WriteByte(unchecked((nint)Nowhere), 1); break;
            case Misbehaviour.Exit: Environment.Exit(lane.Parameters.Integer("exit-code")); break;
            case Misbehaviour.OutOfMemory: TakeMemory(lane.Parameters.Integer("memory")); break;
            case Misbehaviour.Hang: new ManualResetEventSlim().Wait(CancellationToken.None); break;
            case Misbehaviour.Diverge: lane.Diverge(step); break;
        }
    }

    /// <summary>
    /// Touches every page, for memory that is not touched is not taken. It stays taken until the process ends.
    /// </summary>
    /// <exception cref="InsufficientMemoryException">Always, unless the process was killed before.</exception>
    private static void TakeMemory(int mebibytes)
    {
        var touched = new byte[MiB];
        for (var taken = 0; taken < mebibytes; taken++) Marshal.Copy(touched, 0, Marshal.AllocHGlobal(MiB), MiB);

        throw new InsufficientMemoryException($"Took {mebibytes} MiB as told, and there shall be no more.");
    }
}
