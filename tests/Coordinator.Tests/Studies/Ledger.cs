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
    private readonly Dictionary<JobKey, List<Checkpoint>> _checkpoints = [];
    private readonly HashSet<JobKey> _replayed = [];
    private readonly HashSet<int?> _cancelledCells = [];        // null for all
    private (JobKey Job, long Fence)? _mustLeave;
    private bool _isPaused;

    public IReadOnlyDictionary<JobKey, (SlotId Slot, long Fence)> Open => _open;

    public IReadOnlyDictionary<JobKey, JobOutcome> Outcomes => _outcomes;

    /// <summary>Those that an open job may go on from, oldest first.</summary>
    public IReadOnlyList<Checkpoint> CheckpointsOf(JobKey job) => _checkpoints.GetValueOrDefault(job, []);

    public void Read(StudyEvent @event)
    {
        if (_mustLeave is var (refused, refusedUnder))
        {
            var left = Assert.IsType<StudyEvent.Interrupted>(@event);           // a refused job goes back at once
            Assert.Equal((refused, refusedUnder), (new JobKey(left.Cell, left.Seed), left.Fence));
        }

        _mustLeave = null;
        switch (@event)
        {
            case StudyEvent.Submitted:
                Reopen(_ => true, JobOutcome.Failed, JobOutcome.Cancelled);
                _cancelledCells.Clear();
                break;
            case StudyEvent.Leased leased:
                Assert.Equal(0, jobsHeldBySlot.GetValueOrDefault(leased.Slot)); // no slot holds two leases
                Assert.NotEmpty(leased.Jobs);
                Assert.Single(leased.Jobs.Select(job => job.Cell).Distinct());
                Assert.Single(leased.Jobs.Select(job => job.ResumeStep).Distinct()); // one step, one tensor
                foreach (var grant in leased.Jobs) Lease(grant, leased.Slot);
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
            case StudyEvent.Checkpointed taken:
                Assert.Equal(taken.Checkpoint.Fence, _open[new(taken.Cell, taken.Seed)].Fence);
                Keep(new(taken.Cell, taken.Seed), taken.Checkpoint);
                break;
            case StudyEvent.CheckpointDropped dropped:
                Assert.True(_checkpoints[new(dropped.Cell, dropped.Seed)].Remove(dropped.Checkpoint));
                _mustLeave = (new(dropped.Cell, dropped.Seed), dropped.Fence);
                break;
            case StudyEvent.ReplayDiffered differed:
                Assert.True(_replayed.Add(new(differed.Cell, differed.Seed)));  // once
                Assert.InRange(differed.Fence, 1, _fences[new(differed.Cell, differed.Seed)]);
                break;
            case StudyEvent.Paused:
                Assert.False(_isPaused);
                _isPaused = true;
                break;
            case StudyEvent.Resumed:
                Assert.True(_isPaused);
                _isPaused = false;
                break;
            case StudyEvent.Cancelled cancelled: _cancelledCells.Add(cancelled.Cell); break;
            case StudyEvent.JobCancelled cancelled: Cancel(new(cancelled.Cell, cancelled.Seed), cancelled.Fence); break;
            case StudyEvent.Retried { Cell: var cell, Seed: var seed }:
                Reopen(job => (cell ?? job.Cell) == job.Cell && (seed ?? job.Seed) == job.Seed, JobOutcome.Failed);
                break;
            default: throw new NotSupportedException(@event.ToString());
        }
    }

    private void Lease(Grant grant, SlotId slot)
    {
        var (job, fence) = (new JobKey(grant.Cell, grant.Seed), grant.Fence);
        var newest = CheckpointsOf(job) is [.., var last] ? last : null;        // goes on from the newest there is
        Assert.Equal((newest?.Fence ?? 0, newest?.Step ?? 0), (grant.ResumeFence, grant.ResumeStep));
        Assert.DoesNotContain(job, _open);                                      // no job in two live leases
        Assert.DoesNotContain(job, _outcomes);
        Assert.False(_isPaused);
        if (!_fences.ContainsKey(job))                                          // no job of what was cancelled
            Assert.DoesNotContain(_cancelledCells, cell => (cell ?? job.Cell) == job.Cell);
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

    /// <summary>Out of its lease, if it is in one, and never again without another chance.</summary>
    private void Cancel(JobKey job, long fence)
    {
        Assert.Equal(_fences.GetValueOrDefault(job), fence);
        if (_open.ContainsKey(job)) Leave(job, fence);
        End(job, JobOutcome.Cancelled);
    }

    private void Reopen(Func<JobKey, bool> isMeant, params IReadOnlyList<JobOutcome> outcomes)
    {
        foreach (var (job, outcome) in _outcomes.ToList())
            if (outcomes.Contains(outcome) && isMeant(job)) _outcomes.Remove(job);
    }

    /// <summary>Each later than all before, and the newest two of them.</summary>
    private void Keep(JobKey job, Checkpoint taken)
    {
        if (!_checkpoints.TryGetValue(job, out var kept)) _checkpoints[job] = kept = [];
        Assert.DoesNotContain(kept, known => known.Fence == taken.Fence && known.Step >= taken.Step);
        kept.Add(taken);
        if (kept.Count > 2) kept.RemoveAt(0);
    }

    /// <summary>At most one outcome, and nothing to go on from after it.</summary>
    private void End(JobKey job, JobOutcome outcome)
    {
        Assert.True(_outcomes.TryAdd(job, outcome));
        _checkpoints.Remove(job);
    }
}
