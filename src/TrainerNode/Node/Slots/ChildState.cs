namespace Seedbed.TrainerNode.Node.Slots;

using Seedbed.Messages;

/// <summary>The slot's process: which one it is and whether it takes orders.</summary>
/// <param name="Number">Of the process that runs, or ran last; from 1.</param>
/// <param name="RestartAt">
/// When the next one is started, after <see cref="ChildPhase.Exited"/>; on the node's monotonic clock.
/// </param>
/// <param name="StartedAt">On the node's monotonic clock.</param>
/// <param name="Crashes">Since a pack last ended: what the back-off grows with.</param>
/// <param name="VainStarts">Crashes in a row, none of them while a pack was trained.</param>
public sealed record ChildState(
    long Number, ChildPhase Phase, TimeSpan StartedAt, TimeSpan RestartAt, int Crashes, int VainStarts)
{
    /// <summary>After so many starts in vain nothing here will change soon, and another slot may do better.</summary>
    private const int MaxVainStarts = 3;

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);
    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(32));

    public static ChildState None { get; } = new(0, ChildPhase.Exited, TimeSpan.Zero, TimeSpan.Zero, 0, 0);

    public bool CannotStart => VainStarts >= MaxVainStarts;

    public bool IsMute(TimeSpan now) => Phase == ChildPhase.Starting && now > StartedAt + LongestStart;

    public ChildState Starting(TimeSpan now) =>
        this with { Number = Number + 1, Phase = ChildPhase.Starting, StartedAt = now };

    public ChildState Ready() => this with { Phase = ChildPhase.Ready };

    public ChildState Healthy() => this with { Crashes = 0, VainStarts = 0 };

    public ChildState Crashed(TimeSpan now, bool trained) => this with
    {
        Phase = ChildPhase.Exited,
        RestartAt = now + BackOff.After(Crashes + 1),
        Crashes = Crashes + 1,
        VainStarts = trained ? 0 : VainStarts + 1,
    };
}

public enum ChildPhase
{
    /// <summary>Started; has not said that it is ready.</summary>
    Starting,

    /// <summary>Takes orders.</summary>
    Ready,

    /// <summary>Gone; another is started later.</summary>
    Exited,
}
