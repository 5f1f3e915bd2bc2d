namespace Seedbed.Coordinator.Studies;

using System.Diagnostics;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>What people ask of a running study: which command it is, and how it is answered.</summary>
public static class StudyControls
{
    /// <exception cref="UnreachableException">There is no such verb.</exception>
    public static StudyCommand CommandOf(ControlStudy control, DateTimeOffset at) => control.Verb switch
    {
        StudyVerb.Pause => new StudyCommand.Pause(at),
        StudyVerb.Resume => new StudyCommand.Resume(at),
        StudyVerb.Cancel => new StudyCommand.Cancel(control.Scope, control.Reason, at),
        StudyVerb.Retry => new StudyCommand.Retry(control.Scope, at),
        _ => throw new UnreachableException($"There is no verb {control.Verb}."),
    };

    /// <param name="hasChanged">Whether anything was journaled.</param>
    public static StudyControlled AnswerTo(StudyId study, StudyState before, StudyState after, bool hasChanged) => new(
        study.Name,
        hasChanged,
        Cancelled: after.Counts.Cancelled - before.Counts.Cancelled,
        Retried: before.Counts.Failed - after.Counts.Failed,
        after.IsPaused,
        after.JobCounts);

    extension(StudyState state)
    {
        /// <summary>Jobs of the study as last submitted, by state.</summary>
        public JobCounts JobCounts
        {
            get
            {
                var (running, completed, diverged, failed, cancelled) = state.Counts;
                return new(state.Total, state.WaitingCount, running, completed, diverged, failed, cancelled);
            }
        }
    }
}
