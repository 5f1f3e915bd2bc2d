namespace Seedbed.TrainerNode.Slot.Checkpoints;

using Seedbed.TrainerNode.Slot.Pipe;

/// <summary>When the next checkpoint is due.</summary>
/// <param name="Last">When the last one was taken, or training began; on a monotonic clock.</param>
/// <param name="Epoch">Epochs that had ended at the last boundary.</param>
public sealed record CheckpointClock(CheckpointInterval Interval, TimeSpan Last, long Epoch)
{
    /// <summary>Epochs that had ended at the last checkpoint, or when training began.</summary>
    private long LastEpoch { get; init; } = Epoch;

    /// <param name="epoch">Epochs that have ended now.</param>
    public bool IsDue(TimeSpan now, long epoch) =>
        (now - Last).TotalSeconds >= Interval.Seconds
        || (Interval.Epochs is { } epochs && epoch - LastEpoch >= epochs);

    /// <summary>
    /// At a boundary at which something was done. A checkpoint that could not be taken is due again after as long a
    /// time as one that was.
    /// </summary>
    public CheckpointClock After(TimeSpan now, long epoch, bool wasTaken, bool wasDue) => this with
    {
        Epoch = epoch,
        Last = wasDue ? now : Last,
        LastEpoch = wasTaken ? epoch : LastEpoch,
    };
}
