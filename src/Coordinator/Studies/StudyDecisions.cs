namespace Seedbed.Coordinator.Studies;

using MessagePack;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using static Seedbed.Messages.Journal.StudyEvent;

/// <summary>Which events a command leads to; none when it is repeated, superseded or already true.</summary>
public static class StudyDecisions
{
    /// <summary>Returned jobs looked at for one pack, so that a long queue does not make a lease slow.</summary>
    private const int Lookahead = 64;

    extension(StudyState state)
    {
        public IReadOnlyList<StudyEvent> Decide(StudyCommand command) => command switch
        {
            StudyCommand.Submit submit => state.Decide(submit),
            StudyCommand.Lease lease => state.Decide(lease),
            StudyCommand.EndLease end => state.End(end.Id, end.Cause, end.At),
            StudyCommand.Finish finish => state.Decide(finish),
            StudyCommand.Fail fail => state.Decide(fail),
            StudyCommand.Release release => state.Decide(release),
            StudyCommand.KeepCheckpoint keep => state.Decide(keep),
            StudyCommand.DropCheckpoint drop => state.Decide(drop),
            StudyCommand.NoteReplay note => state.Decide(note),
            StudyCommand.Pause pause => state.Decide(pause),
            StudyCommand.Resume resume => state.Decide(resume),
            StudyCommand.Cancel cancel => state.Decide(cancel),
            StudyCommand.Retry retry => state.Decide(retry),
            _ => throw new System.Diagnostics.UnreachableException($"No decision for {command.GetType().Name}."),
        };

        /// <summary>
        /// When a returned job may run on some node; null if none waits or the study is paused. Past for one that may
        /// run now.
        /// </summary>
        public DateTimeOffset? NextReturn => state.Returned.IsEmpty || state.IsPaused ? null : state.Returned[0].From;

        /// <summary>
        /// What a submission would begin anew, which somebody has to accept; null if it only adds, takes away and puts
        /// back cells and seeds, or nothing was begun.
        /// </summary>
        public StudyChanges? ChangesBy(StudySpecification next)
        {
            var isBegun = state.Counts.Running + state.Counts.Settled - state.Counts.Cancelled > 0
                || !state.Returned.IsEmpty;
            if (state.Index is null || !isBegun) return null;

            var changes = StudyChange.Between(state.Specification, next);
            if (changes.Count == 0) return null;

            var after = state.Apply(new Submitted(next, state.Source, DateTimeOffset.MinValue));
            return new(
                changes, Results: state.Counts.Completed + state.Counts.Diverged,
                NewJobs: after.Total - after.Counts.Settled);
        }

        private IReadOnlyList<StudyEvent> Decide(StudyCommand.Submit submit)
        {
            if (!submit.AcceptsChanges && state.ChangesBy(submit.Specification) is not null) return [];

            var repeated = state.Index is not null
                && state.Counts is { Failed: 0, Cancelled: 0 }
                && state.Source == submit.Source
                && IsSame(state.Specification, submit.Specification);
            return repeated ? [] : [new Submitted(submit.Specification, submit.Source, submit.At)];
        }

        private List<StudyEvent> Decide(StudyCommand.Lease command)
        {
            var held = state.Leases.GetValueOrDefault(command.Id.Slot);
            if (held?.Id == command.Id || state.Index is null) return [];

            List<StudyEvent> events = [];
            if (held is not null) events.AddRange(state.End(held.Id, "the slot asked for other work", command.At));
            if (state.IsPaused) return events;

            var after = events.Aggregate(state, (current, @event) => current.Apply(@event));
            var pack = after.NextPack(command.Id.Slot.Node, command.MaxLanes, command.At);
            foreach (var expired in command.Expired)
            {
                if (pack.Count > 0) break; // what expired may still end by itself while there is other work
                var ended = after.End(expired, "the lease passed its period", command.At);
                events.AddRange(ended);
                after = ended.Aggregate(after, (current, @event) => current.Apply(@event));
                pack = after.NextPack(command.Id.Slot.Node, command.MaxLanes, command.At);
            }

            if (pack.Count == 0) return events;

            Grant[] grants = [.. pack.Select(after.GrantOf)];
            events.Add(new Leased(
                command.Id.Slot, command.Id.Incarnation, command.Id.RequestId, grants, command.Period, command.At));
            return events;
        }

        /// <summary>The job under its next fence, from its newest checkpoint.</summary>
        private Grant GrantOf(JobKey job)
        {
            var history = state.Jobs.GetValueOrDefault(job)?.History ?? History.None;
            var from = history.Newest;
            return new(job.Cell, job.Seed, history.Fence + 1, from?.Fence ?? 0, from?.Step ?? 0);
        }

        /// <summary>Jobs to be leased together: returned ones first, then those never leased.</summary>
        private List<JobKey> NextPack(string node, int maxLanes, DateTimeOffset at)
        {
            var lanes = Math.Clamp(maxLanes, 1, state.Order.Lanes);
            var pack = state.Returned.IsEmpty ? [] : state.ReturnedPack(node, lanes, at);
            if (pack.Count > 0 || state.Next >= state.Order.Count) return pack;

            var end = state.Order.EndOfPack(state.Next);
            for (var position = state.Next; position < end && pack.Count < lanes; position++)
                if (state.JobAt(position) is { } job && state.IsUntouched(job)) pack.Add(job);
            return pack;
        }

        /// <summary>Lanes see tensors of one shape at one step, so these jobs go on from the same one.</summary>
        private List<JobKey> ReturnedPack(string node, int lanes, DateTimeOffset at)
        {
            List<JobKey> pack = [];
            var step = 0L;
            foreach (var returned in state.Returned.Take(Lookahead))
            {
                if (returned.From > at || pack.Count == lanes) break;
                if (returned.FromOn(node) > at) continue;
                if (pack.Count == 0)
                {
                    pack.Add(returned.Job);
                    step = returned.Step;
                    if (returned.Alone) break;
                }
                else if (!returned.Alone && returned.Step == step && state.MaySharePack(returned.Job, pack[0]))
                {
                    pack.Add(returned.Job);
                }
            }

            return pack;
        }

        private IReadOnlyList<StudyEvent> End(LeaseId id, string cause, DateTimeOffset at) =>
            state.Leases.TryGetValue(id.Slot, out var lease) && lease.Id == id
                ? [.. lease.Jobs.Select(job => new Interrupted(job.Cell, job.Seed, job.Fence, cause, at))]
                : [];

        private IReadOnlyList<StudyEvent> Decide(StudyCommand.Finish finish) =>
            state.Jobs.GetValueOrDefault(finish.Job) is JobState.Running { Slot.Node: var node } running
            && running.History.Fence == finish.Fence
                ? [new Ended(finish.Job.Cell, finish.Job.Seed, finish.Fence, finish.Result, node, finish.At)]
                : [];

        private IReadOnlyList<StudyEvent> Decide(StudyCommand.Fail fail)
        {
            if (state.Jobs.GetValueOrDefault(fail.Job) is not JobState.Running running
                || running.History.Fence != fail.Fence)
                return [];

            var (cell, seed) = fail.Job;
            var failed = new AttemptFailed(cell, seed, fail.Fence, fail.Reason, running.Slot.Node, fail.At);
            var isLast =
                state.Leases[running.Slot].WasAlone && running.History.Failures + 1 >= state.Specification.MaxAttempts;
            return isLast ? [failed, new GivenUp(cell, seed, fail.Fence, fail.At)] : [failed];
        }

        private IReadOnlyList<StudyEvent> Decide(StudyCommand.Release release) =>
            state.Judge(release.Job, release.Fence) == JobVerdict.Current
                ? [new Interrupted(release.Job.Cell, release.Job.Seed, release.Fence, release.Cause, release.At)]
                : [];

        private IReadOnlyList<StudyEvent> Decide(StudyCommand.KeepCheckpoint keep) =>
            state.Judge(keep.Job, keep.Fence) == JobVerdict.Current
            && keep.Checkpoint.Fence == keep.Fence
            && !state.Jobs[keep.Job].History.HasReached(keep.Checkpoint)
                ? [new Checkpointed(keep.Job.Cell, keep.Job.Seed, keep.Checkpoint, keep.At)]
                : [];

        /// <summary>One that is not kept any more is not dropped again; the job goes back all the same.</summary>
        private IReadOnlyList<StudyEvent> Decide(StudyCommand.DropCheckpoint drop)
        {
            if (state.Judge(drop.Job, drop.Fence) != JobVerdict.Current) return [];

            var ((cell, seed), refused) = (drop.Job, drop.Checkpoint);
            var cause = $"checkpoint {refused.Fence}-{refused.Step}-{refused.Content} was refused: {drop.Reason}";
            var left = new Interrupted(cell, seed, drop.Fence, cause, drop.At);
            return state.Jobs[drop.Job].History.Checkpoints.Contains(refused)
                ? [new CheckpointDropped(cell, seed, drop.Fence, refused, drop.Reason, drop.At), left]
                : [left];
        }

        private IReadOnlyList<StudyEvent> Decide(StudyCommand.NoteReplay note) =>
            state.Jobs.GetValueOrDefault(note.Job)?.History is { ReplayDiffered: false } history
            && note.Fence <= history.Fence
                ? [new ReplayDiffered(note.Job.Cell, note.Job.Seed, note.Fence, note.Step, note.At)]
                : [];
    }

    /// <summary>Compared in journaled form: records that hold collections do not compare by value.</summary>
    private static bool IsSame(StudySpecification one, StudySpecification other) =>
        MessagePackSerializer.Serialize(one).AsSpan().SequenceEqual(MessagePackSerializer.Serialize(other));
}
