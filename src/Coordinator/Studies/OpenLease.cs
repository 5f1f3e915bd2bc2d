namespace Seedbed.Coordinator.Studies;

using System.Collections.Immutable;
using Seedbed.Messages;
using Seedbed.Messages.Journal;

/// <summary>Which request of which slot process a lease answered.</summary>
/// <param name="Incarnation">Names the node's process.</param>
public readonly record struct LeaseId(SlotId Slot, long Incarnation, long RequestId);

/// <summary>A pack that a slot holds, less the jobs that left it already. Ends when the last one leaves.</summary>
/// <param name="Granted">How many jobs it was granted with: a failure counts only if there was one.</param>
/// <param name="Jobs">Those still in it, never empty.</param>
public sealed record OpenLease(LeaseId Id, int Granted, ImmutableArray<Grant> Jobs, TimeSpan Period)
{
    public bool WasAlone => Granted == 1;

    /// <summary>Without this job; null if it was the last.</summary>
    public OpenLease? Without(JobKey job) =>
        Jobs.Length == 1
            ? null
            : this with { Jobs = Jobs.RemoveAll(grant => grant.Cell == job.Cell && grant.Seed == job.Seed) };
}
