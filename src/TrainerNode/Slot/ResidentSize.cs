namespace Seedbed.TrainerNode.Slot;

/// <summary>
/// Memory this process holds. Asking the system costs more than a tiny job does, so an answer counts for a second.
/// </summary>
public sealed class ResidentSize(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private long? _measuredAt;

    public long Bytes
    {
        get
        {
            if (_measuredAt is { } before && time.GetElapsedTime(before) < Fresh) return field;
            _measuredAt = time.GetTimestamp();
            return field = Environment.WorkingSet;
        }
    }
}
