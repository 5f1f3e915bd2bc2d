namespace Seedbed.Coordinator.Scheduling;

/// <summary>How leases pass.</summary>
public sealed record SchedulerOptions
{
    /// <summary>Within which a slot renews its lease, or its jobs become eligible for others.</summary>
    public TimeSpan LeasePeriod { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often expired leases and ended back-offs are looked for.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(500);
}
