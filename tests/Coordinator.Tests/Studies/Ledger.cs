namespace Seedbed.Coordinator.Tests.Studies;

using System.Globalization;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using Xunit;

/// <summary>
/// Reads a study's journal on its own, without the state's rules, and holds each event against the invariants of the
/// protocol. One ledger for each study; they share the slots.
/// </summary>
internal sealed class Ledger(Dictionary<SlotId, int> jobsHeldBySlot)
{
    private readonly Dictionary<JobKey, (SlotId Slot, long Fence)> _open = [];
    private readonly Dictionary<JobKey, long> _fences = [];
    private readonly Dictionary<JobKey, JobOutcome> _outcomes = [];

    public IReadOnlyDictionary<JobKey, (SlotId Slot, long Fence)> Open => _open;

    public IReadOnlyDictionary<JobKey, JobOutcome> Outcomes => _outcomes;

    public void Read(StudyEvent @event)
    {
        switch (@event)
        {
            case StudyEvent.Submitted:
                var toRetry = _outcomes.Where(entry => entry.Value == JobOutcome.Failed).Select(entry => entry.Key);
                foreach (var job in toRetry.ToList()) _outcomes.Remove(job);
                break;
            case StudyEvent.Leased leased:
                Assert.Equal(0, jobsHeldBySlot.GetValueOrDefault(leased.Slot)); // no slot holds two leases
                Assert.NotEmpty(leased.Jobs);
                Assert.Single(leased.Jobs.Select(job => job.Cell).Distinct());
                foreach (var grant in leased.Jobs) Lease(new(grant.Cell, grant.Seed), leased.Slot, grant.Fence);
                break;
            case StudyEvent.Ended ended:
                Leave(new(ended.Cell, ended.Seed), ended.Fence);                // no outcome without a lease
                End(new(ended.Cell, ended.Seed), ended.Result.Outcome);
                break;
            case StudyEvent.AttemptFailed failed: Leave(new(failed.Cell, failed.Seed), failed.Fence); break;
            case StudyEvent.Interrupted interrupted:
                Leave(new(interrupted.Cell, interrupted.Seed), interrupted.Fence);
                break;
            case StudyEvent.GivenUp given:
                Assert.Equal(_fences[new(given.Cell, given.Seed)], given.Fence);
                End(new(given.Cell, given.Seed), JobOutcome.Failed);
                break;
            default: throw new NotSupportedException(@event.ToString());
        }
    }

    private void Lease(JobKey job, SlotId slot, long fence)
    {
        Assert.DoesNotContain(job, _open);                                      // no job in two live leases
        Assert.DoesNotContain(job, _outcomes);
        Assert.True(fence > _fences.GetValueOrDefault(job));                    // fences only grow
        _open[job] = (slot, fence);
        _fences[job] = fence;
        jobsHeldBySlot[slot] = jobsHeldBySlot.GetValueOrDefault(slot) + 1;
    }

    private void Leave(JobKey job, long fence)
    {
        Assert.True(_open.Remove(job, out var held), $"{job} leaves a lease it is not in");
        Assert.Equal(held.Fence, fence);
        jobsHeldBySlot[held.Slot]--;
    }

    /// <summary>At most one outcome.</summary>
    private void End(JobKey job, JobOutcome outcome) => Assert.True(_outcomes.TryAdd(job, outcome));
}
