namespace Seedbed.Coordinator.Store;

using Akka.Actor;
using Akka.Event;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages;

/// <summary>
/// Removes checkpoints that nobody goes on from any more, one removal after the other, away from the studies. Answers
/// nobody. One that fails is logged: what is left is removed when its job ends or its study is opened again.
/// </summary>
public sealed class CheckpointRemovalActor(CheckpointStore store) : UntypedActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public static Props Props(CheckpointStore store) =>
        Akka.Actor.Props.Create(() => new CheckpointRemovalActor(store));

    /// <summary>Of this job everything before this place. May be repeated.</summary>
    public sealed record RemoveBefore(JobId Job, CheckpointPlace Place);

    /// <summary>Of every job of the study everything that is of no use in this state. May be repeated.</summary>
    public sealed record Sweep(StudyId Study, StudyState State);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RemoveBefore remove: RunTask(() => Task.Run(() => Remove(remove.Job, remove.Place))); break;
            case Sweep sweep: RunTask(() => Task.Run(() => Clean(sweep.Study, sweep.State))); break;
            default: Unhandled(message); break;
        }
    }

    private Task Clean(StudyId study, StudyState state) => Try($"Old checkpoints of study {study}", async () =>
    {
        foreach (var job in await store.JobsOf(study, CancellationToken.None))
            if (CheckpointPlace.FirstOfUse(state, new(job.Cell, job.Seed)) is { } place) await Remove(job, place);
    });

    private Task Remove(JobId job, CheckpointPlace place) =>
        Try($"Old checkpoints of job {job}", () => store.RemoveBefore(job, place, CancellationToken.None));

    private async Task Try(string what, Func<Task> removal)
    {
        try
        {
            await removal();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            _log.Warning("{0} cannot be removed: {1}", what, failed.Message);
        }
    }
}
