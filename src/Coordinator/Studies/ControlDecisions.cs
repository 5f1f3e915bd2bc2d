namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using static Seedbed.Messages.Journal.StudyEvent;

/// <summary>What pausing, resuming, cancelling and retrying lead to; nothing if it is so already.</summary>
public static class ControlDecisions
{
    extension(StudyState state)
    {
        public IReadOnlyList<StudyEvent> Decide(StudyCommand.Pause pause) =>
            state.IsPaused || state.Index is null ? [] : [new Paused(pause.At)];

        public IReadOnlyList<StudyEvent> Decide(StudyCommand.Resume resume) =>
            state.IsPaused ? [new Resumed(resume.At)] : [];

        /// <summary>Jobs never leased by one event, however many; each of the others by one of its own.</summary>
        public IReadOnlyList<StudyEvent> Decide(StudyCommand.Cancel cancel)
        {
            if (state.Index is not { } index || cancel.Scope.MistakeIn(index) is not null) return [];

            var open = state.OpenJobs.Where(cancel.Scope.Contains)
                .Order()
                .Select(job => Cancelled(job, state.Jobs[job].History.Fence, cancel))
                .ToList();
            if (cancel.Scope.Job is { } one)
                return index.IsActive(one.Cell, one.Seed) && state.IsUntouched(one)
                    ? [Cancelled(one, fence: 0, cancel)]
                    : open;

            return state.UntouchedIn(cancel.Scope.Cell) > 0
                ? [new Cancelled(cancel.Scope.Cell, cancel.Reason, cancel.At), .. open]
                : open;
        }

        public IReadOnlyList<StudyEvent> Decide(StudyCommand.Retry retry) =>
            state.Counts.Failed > 0 && state.Jobs.Any(entry => state.IsFailedIn(retry.Scope, entry.Key, entry.Value))
                ? [new Retried(retry.Scope.Cell, retry.Scope.Seed, retry.At)]
                : [];

        private bool IsFailedIn(JobScope scope, JobKey job, JobState known) =>
            known is JobState.Ended { Outcome: JobOutcome.Failed }
            && scope.Contains(job)
            && state.Index?.IsActive(job.Cell, job.Seed) == true;
    }

    private static JobCancelled Cancelled(JobKey job, long fence, StudyCommand.Cancel cancel) =>
        new(job.Cell, job.Seed, fence, cancel.Reason, cancel.At);
}
