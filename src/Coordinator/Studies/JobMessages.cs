namespace Seedbed.Coordinator.Studies;

using System.Diagnostics;
using Seedbed.Messages;
using Seedbed.Messages.Work;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>What nodes say of jobs: which command it is, and how it is answered.</summary>
public static class JobMessages
{
    public static JobKey KeyOf(JobId job) => new(job.Cell, job.Seed);

    /// <exception cref="UnreachableException">Nodes do not say this, or it is no command.</exception>
    public static StudyCommand CommandOf(IJobMessage message, DateTimeOffset at) => message switch
    {
        Finished finished => new StudyCommand.Finish(KeyOf(finished.Job), finished.Fence, finished.Result, at),
        AttemptFailed failed => new StudyCommand.Fail(KeyOf(failed.Job), failed.Fence, failed.Reason, at),
        Release release => new StudyCommand.Release(KeyOf(release.Job), release.Fence, release.Cause, at),
        Checkpointed taken => new StudyCommand.KeepCheckpoint(KeyOf(taken.Job), taken.Fence, taken.Checkpoint, at),
        CheckpointRefused refused => new StudyCommand.DropCheckpoint(
            KeyOf(refused.Job), refused.Fence, refused.Checkpoint, refused.Reason, at),
        _ => throw new UnreachableException($"A node does not say {message.GetType().Name}."),
    };

    /// <param name="before">The state that the message is decided on.</param>
    public static IJobMessage AnswerTo(IJobMessage message, StudyState before) =>
        !IsAcknowledged(message, before) ? new Superseded(message.Job, message.Fence)
        : message is Checkpointed taken ? new CheckpointStored(message.Job, message.Fence, taken.Checkpoint.Step)
        : new OutcomeStored(message.Job, message.Fence);

    /// <summary>
    /// A job that left its lease otherwise cannot end in it any more, nor go on from it; its failure or release changes
    /// nothing.
    /// </summary>
    private static bool IsAcknowledged(IJobMessage message, StudyState before) =>
        before.Judge(KeyOf(message.Job), message.Fence) switch
        {
            JobVerdict.Current or JobVerdict.Ended => true,
            JobVerdict.Left when message is Checkpointed taken =>
                before.Jobs.GetValueOrDefault(KeyOf(message.Job))?.History.HasReached(taken.Checkpoint) == true,
            JobVerdict.Left => message is not Finished,
            _ => false,
        };
}
