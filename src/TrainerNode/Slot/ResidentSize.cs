namespace Seedbed.TrainerNode.Slot;

/// <summary>
/// Memory this process holds. Asking the system costs more than a tiny job does, so an answer counts for a second.
/// </summary>
public sealed class ResidentSize
{
    private const long FreshMilliseconds = 1_000;
    private long _measuredAt = long.MinValue / 2;

    public long Bytes
    {
        get
        {
            if (Environment.TickCount64 - _measuredAt < FreshMilliseconds) return field;
            _measuredAt = Environment.TickCount64;
            return field = Environment.WorkingSet;
        }
    }
}
