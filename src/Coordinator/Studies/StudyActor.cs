namespace Seedbed.Coordinator.Studies;

using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Seedbed.Coordinator.LiveStatistics;
using Seedbed.Coordinator.Metrics;
using Seedbed.Coordinator.Store;
using Seedbed.Messages;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Coordinator.Studies.JobMessages;
using static Seedbed.Coordinator.Studies.StudyProtocol;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// Owns one study: journals what <see cref="StudyDecisions"/> decide, then answers nodes, fronts and the scheduler.
/// A fence that its journal does not have proves that another coordinator took over: it tells its parent
/// <see cref="StaleCoordinator"/>, answers nothing and stops.
/// </summary>
public sealed class StudyActor : GroupCommitActor<StudyEvent>
{
    private readonly StudyId _study;
    private readonly IActorRef _scheduler;
    private readonly IActorRef _removal;
    private readonly TimeProvider _clock;
    private readonly LeaseMessages _leases;
    private readonly LiveStudy _live;
    private readonly StudyWatchers _watchers;
    private readonly Dictionary<int, IActorRef> _metrics = [];
    private readonly StudyRecovery _recovery;
    private readonly SnapshotWriter _snapshots;
    private StudyState _state = StudyState.Empty;
    private StudyState _working = StudyState.Empty;

    public StudyActor(
        StudyId study, IActorRef scheduler, IActorRef removal, StoreLocation store, TimeProvider clock,
        int eventsPerSnapshot)
    {
        (_study, _scheduler, _removal, _clock) = (study, scheduler, removal, clock);
        _leases = new LeaseMessages(study, store);
        _live = new LiveStudy(study);
        _watchers = new StudyWatchers(Self, clock);
        PersistenceId = $"study-{study}";
        _recovery = new StudyRecovery(PersistenceId);
        _snapshots = new SnapshotWriter(PersistenceId, SnapshotStore, Self, clock, eventsPerSnapshot);
    }

    public override string PersistenceId { get; }

    /// <param name="scheduler">Told of leases and waiting work; the only one whose requests for leases count.</param>
    /// <param name="removal">Told which checkpoints are of no use any more.</param>
    public static Props Props(
        StudyId study, IActorRef scheduler, IActorRef removal, StoreLocation store, TimeProvider clock,
        int eventsPerSnapshot = SnapshotWriter.EventsPerSnapshot) =>
        Akka.Actor.Props.Create(() => new StudyActor(study, scheduler, removal, store, clock, eventsPerSnapshot));

    /// <summary>To the parent: another coordinator has journaled what this one has not. It must not go on.</summary>
    public sealed record StaleCoordinator(StudyId Study, JobId Job, long Fence);

    /// <summary>To the parent: the study is recovered.</summary>
    public sealed record Recovered(StudyId Study);

    protected override void Handle(object message)
    {
        switch (message)
        {
            case StudyRecovery.PiecesLoaded loaded: Open(_recovery.Complete(loaded)); break;
            case Status.Failure failure:
                throw new InvalidOperationException($"The snapshot of {PersistenceId} cannot be read.", failure.Cause);
            case var _ when _recovery.IsLoading: Stash.Stash(); break;
            case SubmitStudy or ControlStudy or GrantLease or EndLease: Commit(message); break;
            case MetricsActor.ReplayDiffered: Commit(message); break;
            case MetricBatch batch: Accept(batch); break;
            case Checkpointed taken when taken.Checkpoint.Fence != taken.Fence: Unhandled(message); break;
            case IJobMessage about: CommitUnlessStale(about); break;
            case ResendLease resend: Resend(resend); break;
            case JudgeHeldJob judge: Judge(judge); break;
            case MetricsActor.PointsStored stored: OnStored(stored); break;
            case MetricsActor.CurvesRecovered recovered: CloseEnded(recovered); break;
            case StudyWatchers.PushViews: _watchers.Push(_live.View(_state)); break;
            case Terminated terminated: OnTerminated(terminated.ActorRef); break;
            case SaveSnapshotSuccess saved: _snapshots.On(saved); break;
            case SaveSnapshotFailure failed: _snapshots.On(failed); break;
            case DeleteSnapshotsSuccess or DeleteSnapshotsFailure: break; // the next one deletes what is left over
            default: Answer(message); break;
        }
    }

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case SnapshotOffer { Snapshot: JournalSnapshot.StudyHead head } offer:
                _recovery.Begin(head, offer.Metadata.SequenceNr);
                _snapshots.Continue(head);
                break;
            case StudyEvent @event:
                _recovery.Replay(@event);
                _snapshots.Note(@event);
                break;
            case RecoveryCompleted when _recovery.IsLoading: _recovery.LoadPieces(SnapshotStore).PipeTo(Self); break;
            case RecoveryCompleted: Open(_recovery.State); break;
            default: throw new UnreachableException($"No rule for {message.GetType().Name}.");
        }
    }

    protected override Action Decide(object request, IActorRef sender, List<StudyEvent> events)
    {
        var at = _clock.GetUtcNow();
        switch (request)
        {
            case SubmitStudy { AcceptsChanges: false } submit
                when _working.ChangesBy(submit.Specification) is { } changes:
                return () => sender.Tell(new ChangesNotAccepted(_study, changes));

            case SubmitStudy submit:
                var submitted = Decide(
                    new StudyCommand.Submit(submit.Specification, submit.Source, at, submit.AcceptsChanges), events);
                var (cells, jobs) = (_working.Order.Cells, _working.Total);
                var accepted = new StudyAccepted(_study, cells, jobs, NewJobs: jobs - _working.Counts.Settled);
                return () =>
                {
                    Tell(submitted);
                    sender.Tell(accepted);
                };

            case ControlStudy when _working.Index is null: return () => sender.Tell(new UnknownStudy(_study, null));

            case ControlStudy control when control.Scope.MistakeIn(_working.Index) is { } mistake:
                return () => sender.Tell(new UnknownJobs(_study, mistake));

            case ControlStudy control:
                var (before, first) = (_working, events.Count);
                var consequences = Decide(StudyControls.CommandOf(control, at), events);
                var controlled = StudyControls.AnswerTo(_study, before, _working, events.Count > first);
                return () =>
                {
                    Tell(consequences);
                    sender.Tell(controlled);
                };

            case GrantLease grant:
                var granted = Decide(
                    new StudyCommand.Lease(grant.Id, grant.MaxLanes, grant.Period, grant.Expired, at), events);
                var lease = _working.Leases.GetValueOrDefault(grant.Id.Slot);
                var (retryAt, isPaused) = (_working.NextReturn, _working.IsPaused);
                return () =>
                {
                    Tell(granted);
                    if (lease?.Id == grant.Id) Send(lease, grant.Node);
                    else _scheduler.Tell(new NothingToLease(_study, grant.Id, retryAt, isPaused));
                };

            case EndLease end:
                var interrupted = Decide(new StudyCommand.EndLease(end.Id, end.Cause, at), events);
                return () => Tell(interrupted with { Ended = [end.Id] });

            case IJobMessage about:
                var answer = AnswerTo(about, _working);
                var left = Decide(CommandOf(about, at), events);
                return () =>
                {
                    Tell(left);
                    sender.Tell(answer);
                };

            case MetricsActor.ReplayDiffered differed:
                var known = events.Count;
                Decide(new StudyCommand.NoteReplay(differed.Job, differed.Fence, differed.Step, at), events);
                var isNew = events.Count > known;
                return () =>
                {
                    if (isNew) Warn(differed);
                    sender.Tell(new BatchStored(differed.Job.In(_study), differed.Fence, differed.Number));
                };

            default: throw new UnreachableException($"No decision for {request.GetType().Name}.");
        }
    }

    protected override void OnCommitted(IReadOnlyList<StudyEvent> events)
    {
        _state = _working;
        foreach (var @event in events)
        {
            _live.Apply(@event, _state);
            _snapshots.Note(@event);
            if (EndedBy(@event) is var (job, fence)) ShardOf(job)?.Tell(new MetricsActor.CloseCurve(job, fence));
            if ((CheckpointedBy(@event) ?? EndedBy(@event)?.Job) is { } changed) RemoveUseless(changed);
        }

        _live.Reach(LastSequenceNr);
        if (_snapshots.WriteIfDue(_state, LastSequenceNr) is { } kept)
            Log.Info("Snapshot at event {0} kept the study for {1} µs.", LastSequenceNr, (long)kept.TotalMicroseconds);
        _watchers.OnChange();
    }

    /// <summary>Adds the events of a command and applies them to the working copy.</summary>
    private Consequences Decide(StudyCommand command, List<StudyEvent> events)
    {
        List<LeaseId> ended = [];
        List<JobWithdrawn> withdrawn = [];
        var hasWork = false;
        foreach (var @event in _working.Decide(command))
        {
            var left = LeftBy(@event)?.Job;
            var lease = left is { } job && _working.Jobs.GetValueOrDefault(job) is JobState.Running running
                ? _working.Leases[running.Slot]
                : null;
            _working = _working.Apply(@event);
            events.Add(@event);
            hasWork |= @event is StudyEvent.Submitted or StudyEvent.Interrupted or StudyEvent.AttemptFailed
                or StudyEvent.Resumed or StudyEvent.Retried;
            if (lease is not null && @event is StudyEvent.JobCancelled cancelled)
                withdrawn.Add(new(lease.Id, new(new(_study, cancelled.Cell, cancelled.Seed), cancelled.Fence)));
            if (lease is not null && _working.Leases.GetValueOrDefault(lease.Id.Slot)?.Id != lease.Id)
                ended.Add(lease.Id);
        }

        return new(ended, hasWork, withdrawn);
    }

    /// <summary>The job that left its lease by this event, and the lease's fence.</summary>
    private static (JobKey Job, long Fence)? LeftBy(StudyEvent @event) => @event switch
    {
        StudyEvent.Ended ended => (new(ended.Cell, ended.Seed), ended.Fence),
        StudyEvent.AttemptFailed failed => (new(failed.Cell, failed.Seed), failed.Fence),
        StudyEvent.Interrupted interrupted => (new(interrupted.Cell, interrupted.Seed), interrupted.Fence),
        StudyEvent.JobCancelled cancelled => (new(cancelled.Cell, cancelled.Seed), cancelled.Fence),
        _ => null,
    };

    /// <summary>The job that got its outcome by this event, and its last fence.</summary>
    private static (JobKey Job, long Fence)? EndedBy(StudyEvent @event) => @event switch
    {
        StudyEvent.Ended ended => (new(ended.Cell, ended.Seed), ended.Fence),
        StudyEvent.GivenUp given => (new(given.Cell, given.Seed), given.Fence),
        StudyEvent.JobCancelled cancelled => (new(cancelled.Cell, cancelled.Seed), cancelled.Fence),
        _ => null,
    };

    private static JobKey? CheckpointedBy(StudyEvent @event) =>
        @event is StudyEvent.Checkpointed taken ? new(taken.Cell, taken.Seed) : null;

    private void RemoveUseless(JobKey job)
    {
        if (CheckpointPlace.FirstOfUse(_state, job) is { } place)
            _removal.Tell(new CheckpointRemovalActor.RemoveBefore(job.In(_study), place));
    }

    private void Warn(MetricsActor.ReplayDiffered differed) => Log.Warning(
        "Job {0} was interrupted, and its epoch up to step {1}, trained again under fence {2}, ended in another state "
        + "than before: its result is that of a mixed run.",
        differed.Job.In(_study), differed.Step, differed.Fence);

    private void CommitUnlessStale(IJobMessage message)
    {
        var isAhead = _working.Judge(KeyOf(message.Job), message.Fence) == JobVerdict.Ahead;
        if (isAhead) StopAsStale(message.Job, message.Fence);
        else Commit(message);
    }

    private void Accept(MetricBatch batch)
    {
        var job = KeyOf(batch.Job);
        switch (_state.Judge(job, batch.Fence))
        {
            case JobVerdict.Current: OpenShardOf(job).Forward(batch); break;
            case JobVerdict.Ahead: StopAsStale(batch.Job, batch.Fence); break;
            case JobVerdict.Ended
                when _state.Jobs[job] is JobState.Ended { Result: { } result } && batch.Number <= result.LastBatch:
                Sender.Tell(new BatchStored(batch.Job, batch.Fence, batch.Number));
                break;
            default: Sender.Tell(new Superseded(batch.Job, batch.Fence)); break;
        }
    }

    private void Judge(JudgeHeldJob judge)
    {
        switch (_state.Judge(KeyOf(judge.Held.Job), judge.Held.Fence))
        {
            case JobVerdict.Current: break;
            case JobVerdict.Ahead: StopAsStale(judge.Held.Job, judge.Held.Fence); break;
            default: judge.Node.Tell(new Superseded(judge.Held.Job, judge.Held.Fence)); break;
        }
    }

    private void StopAsStale(JobId job, long fence)
    {
        Context.Parent.Tell(new StaleCoordinator(_study, job, fence));
        Context.Stop(Self);
    }

    private void Resend(ResendLease resend)
    {
        var lease = _state.Leases.GetValueOrDefault(resend.Id.Slot);
        if (lease?.Id == resend.Id) Send(lease, resend.Node);
        else Tell(new Consequences([resend.Id], HasWork: false, []));
    }

    /// <summary>The scheduler first: the slot may renew as soon as its node has the lease.</summary>
    private void Send(OpenLease lease, IActorRef node)
    {
        _scheduler.Tell(new LeaseGranted(_study, HeldLease.Of(_study, lease)));
        node.Tell(_leases.Build(_state, lease));
    }

    /// <summary>In the order decided: what a study says it lacks, it lacks after all that came before.</summary>
    private void Tell(Consequences consequences)
    {
        foreach (var job in consequences.Withdrawn) _scheduler.Tell(job);
        foreach (var lease in consequences.Ended) _scheduler.Tell(new LeaseEnded(_study, lease));
        if (consequences.HasWork && !_state.IsPaused)
            _scheduler.Tell(new WorkWaiting(_study, _state.Specification.Program, _state.Specification.Standing));
    }

    private void Open(StudyState recovered)
    {
        _state = _working = recovered;
        Stash.UnstashAll();
        _live.Reach(LastSequenceNr);
        var open = _state.Leases.Values.Select(lease => HeldLease.Of(_study, lease));
        var specification = _state.Index?.Specification;
        _scheduler.Tell(new StudyOpened(
            _study, specification?.Program, specification?.Standing ?? Standing.Default, [.. open]));
        _removal.Tell(new CheckpointRemovalActor.Sweep(_study, _state));
        Context.Parent.Tell(new Recovered(_study));
    }

    private IActorRef? ShardOf(JobKey job) => _metrics.GetValueOrDefault(job.Seed % MetricsActor.Shards);

    private IActorRef OpenShardOf(JobKey job)
    {
        var shard = job.Seed % MetricsActor.Shards;
        if (!_metrics.TryGetValue(shard, out var actor))
            _metrics[shard] = actor = Context.Watch(Context.ActorOf(MetricsActor.Props(_study, shard)));
        return actor;
    }

    private void OnStored(MetricsActor.PointsStored stored)
    {
        if (_state.Judge(stored.Job, stored.Fence) != JobVerdict.Current) return;

        _live.Apply(stored.Job, stored.Fence, stored.Points);
        _watchers.OnChange();
    }

    private void CloseEnded(MetricsActor.CurvesRecovered recovered)
    {
        foreach (var (job, fence) in recovered.Curves)
            if (_state.Jobs.GetValueOrDefault(job) is JobState.Ended)
                Sender.Tell(new MetricsActor.CloseCurve(job, fence));
    }

    /// <summary>
    /// A metric stream that failed is opened again by the next batch: nodes repeat what was not acknowledged.
    /// </summary>
    private void OnTerminated(IActorRef actor)
    {
        _watchers.Remove(actor);
        foreach (var shard in _metrics.Where(entry => entry.Value.Equals(actor)).Select(entry => entry.Key).ToList())
            _metrics.Remove(shard);
    }

    private void Answer(object question)
    {
        switch (question)
        {
            case UnwatchStudy unwatch when _watchers.Remove(unwatch.Subscriber):
                Context.Unwatch(unwatch.Subscriber);
                break;
            case UnwatchStudy: break;
            case GetStudy or WatchStudy or GetJobs or GetCurveKeys or GetStudySource when _state.Index is null:
                Sender.Tell(new UnknownStudy(_study, null));
                break;
            case GetStudy: Sender.Tell(_live.View(_state)); break;
            case WatchStudy watch: Watch(watch.Subscriber); break;
            case GetJobs jobs: Sender.Tell(_state.Page(jobs.After, jobs.Limit)); break;
            case GetCurveKeys: Sender.Tell(_state.CurveKeys(_study, MetricsActor.Shards)); break;
            case GetStudySource: Sender.Tell(new StudySource(_state.Specification, _state.Source)); break;
            default: Unhandled(question); break;
        }
    }

    private void Watch(IActorRef subscriber)
    {
        if (_watchers.Add(subscriber)) Context.Watch(subscriber);
        var view = _live.View(_state);
        subscriber.Tell(view);
        if (!Sender.Equals(subscriber)) Sender.Tell(view);
    }

    /// <summary>What a command means for the scheduler.</summary>
    /// <param name="Ended">Leases it left without a job.</param>
    /// <param name="HasWork">Whether there may be more work than before.</param>
    /// <param name="Withdrawn">Jobs cancelled while a slot held them.</param>
    private readonly record struct Consequences(
        IReadOnlyList<LeaseId> Ended, bool HasWork, IReadOnlyList<JobWithdrawn> Withdrawn);
}
