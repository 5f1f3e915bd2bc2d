namespace Seedbed.Coordinator;

using Akka.Actor;
using Akka.Event;
using Akka.Pattern;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Scheduling;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Studies;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Cluster;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>
/// The cluster's coordinator: takes everything nodes and fronts say and hands it to the study, the scheduler or the
/// catalogue it is for. Claims the journal first, and answers nobody before catalogue and studies are recovered. A
/// study that stops is opened again after a pause, longer each time; the others wait only for its first attempts. If
/// the scheduler or the catalogue stops, or a study finds this coordinator stale, or another one claims the journal,
/// all of it stops and its parent starts it again from the journal, with back-off.
/// </summary>
public sealed class CoordinatorActor(CoordinatorParts parts, SchedulerOptions options, TimeProvider clock)
    : UntypedActor, IWithUnboundedStash
{
    private const int AttemptsAwaited = 3;
    private const string Waits = "its journal failed, and it is tried again every few seconds.";

    private static readonly BackOff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<StudyId, IActorRef> _studies = [];
    private readonly Dictionary<StudyId, int> _stops = []; // of a study that has not recovered since
    private readonly HashSet<WatchStudy> _watches = [];
    private readonly Dictionary<SlotId, (WorkProtocol.RequestWork Request, IActorRef Node)> _early = [];
    private IActorRef _scheduler = ActorRefs.Nobody;
    private IActorRef _catalogue = ActorRefs.Nobody;
    private IActorRef _removal = ActorRefs.Nobody;
    private Action _release = () => { };
    private bool _isReady;

    public IStash? Stash { get; set; }

    /// <summary>The coordinator under a supervisor that starts it again, 1 to 15 s after it stopped.</summary>
    public static Props Props(CoordinatorParts parts, SchedulerOptions options, TimeProvider clock) =>
        BackoffSupervisor.Props(Backoff.OnStop(
            Akka.Actor.Props.Create(() => new CoordinatorActor(parts, options, clock)),
            childName: "root",
            minBackoff: TimeSpan.FromSeconds(1),
            maxBackoff: TimeSpan.FromSeconds(15),
            randomFactor: 0.2,
            maxNrOfRetries: -1));

    private sealed record Reopen(StudyId Study);

    private sealed record Claimed(Task<string> Lost);

    private sealed record ClaimLost(string Holder);

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void PreStart()
    {
        var stopping = new CancellationTokenSource();
        var claiming = parts.Journal.Claim(_log.Info, stopping.Token);
        _release = () => _ = Release(claiming, stopping);
        claiming.PipeTo(Self, success: claim => new Claimed(claim.Lost));
    }

    protected override void PostStop()
    {
        parts.Active.End();
        _release();
    }

    /// <summary>Also a claim that is granted only now.</summary>
    private static async Task Release(Task<IJournalClaim> claiming, CancellationTokenSource stopping)
    {
        using var stopped = stopping;
        await stopping.CancelAsync();
        try
        {
            await using var claim = await claiming;
        }
        catch (OperationCanceledException)
        {
            // It was never granted.
        }
    }

    private void Recover(Task<string> claimLost)
    {
        _log.Info("The journal is claimed; recovering from it.");
        claimLost.PipeTo(Self, success: holder => new ClaimLost(holder));
        _scheduler = Context.Watch(Context.ActorOf(SchedulerActor.Props(options, parts.Store, clock), "scheduler"));
        _removal = Context.ActorOf(CheckpointRemovalActor.Props(parts.Checkpoints), "checkpoint-removal");
        _catalogue = Context.Watch(Context.ActorOf(CatalogueActor.Props(clock), "catalogue"));
        if (NodeWatchActor.IsNeeded(Context.System)) Context.ActorOf(NodeWatchActor.Props(_scheduler), "nodes");
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Claimed claimed: Recover(claimed.Lost); break;
            case ClaimLost lost: StopAsOusted(lost.Holder); break;
            case CatalogueActor.CatalogueOpened opened: Open(opened); break;
            case SchedulerActor.Ready: BeReady(); break;
            case StudyActor.StaleCoordinator stale: StopAsStale(stale); break;
            case Terminated terminated: OnTerminated(terminated.ActorRef); break;
            case StudyActor.Recovered recovered: _stops.Remove(recovered.Study); break;
            case Reopen reopen: Open(reopen.Study); break;
            case FindActive when !_isReady: break;
            case FindActive: Sender.Tell(new ActiveAt(parts.Http.ToString())); break;
            case var _ when !_isReady: Keep(message); break;
            case CatalogueActor.ListStudy listed: Submit(listed); break;
            default: Route(message); break;
        }
    }

    private void Open(CatalogueActor.CatalogueOpened opened)
    {
        foreach (var study in opened.Studies) Open(study);
        _scheduler.Tell(new SchedulerActor.AwaitStudies(opened.Studies));
    }

    private IActorRef Open(StudyId study)
    {
        if (_studies.TryGetValue(study, out var open)) return open;

        var props = StudyActor.Props(study, _scheduler, _removal, parts.Store, clock);
        var actor = Context.Watch(Context.ActorOf(props, $"study-{study}"));
        _studies[study] = actor;
        foreach (var watch in _watches.Where(watch => watch.Study == study)) actor.Tell(watch, ActorRefs.NoSender);
        return actor;
    }

    private void BeReady()
    {
        _isReady = true;
        foreach (var (request, node) in _early.Values) _scheduler.Tell(request, node);
        _early.Clear();
        Stash?.UnstashAll();
        parts.Active.Begin(parts.Http);
        _log.Info("Recovered; this coordinator acts.");
    }

    /// <summary>
    /// Fronts wait. Nodes repeat what they say until it is answered, so each slot's newest request is enough.
    /// </summary>
    private void Keep(object message)
    {
        switch (message)
        {
            case WorkProtocol.RequestWork request: _early[request.Slot] = (request, Sender); break;
            case WorkProtocol.IWorkMessage: break;
            default: Stash?.Stash(); break;
        }
    }

    private void StopAsStale(StudyActor.StaleCoordinator stale)
    {
        _log.Error(
            "Job {0} has fence {1}, never journaled here: another coordinator took over. Stopping.",
            stale.Job, stale.Fence);
        Context.Stop(Self);
    }

    private void StopAsOusted(string holder)
    {
        _log.Error("The journal was claimed by {0}: another coordinator took over. Stopping.", holder);
        Context.Stop(Self);
    }

    private void OnTerminated(IActorRef actor)
    {
        if (actor.Equals(_scheduler) || actor.Equals(_catalogue))
        {
            _log.Error("{0} stopped; the coordinator starts again from its journal.", actor.Path.Name);
            Context.Stop(Self);
            return;
        }

        _watches.RemoveWhere(watch => watch.Subscriber.Equals(actor));
        foreach (var study in _studies.Where(entry => entry.Value.Equals(actor)).Select(entry => entry.Key).ToList())
        {
            _studies.Remove(study);
            OpenAfterPause(study);
        }
    }

    private void OpenAfterPause(StudyId study)
    {
        var stops = _stops[study] = _stops.GetValueOrDefault(study) + 1;
        var pause = Pauses.After(stops);
        Task.Delay(pause, clock).PipeTo(Self, success: () => new Reopen(study));
        if (stops == AttemptsAwaited)
        {
            _scheduler.Tell(new SchedulerActor.StudyUnavailable(study));
            _log.Error("Study {0} cannot be opened: the others go on without it. Next attempt in {1}.", study, pause);
            return;
        }

        _log.Warning("Study {0} stopped; opening it again in {1}.", study, pause);
    }

    private void Route(object message)
    {
        switch (message)
        {
            case WorkProtocol.IJobMessage about: RouteToStudy(about.Job.Study, about); break;
            case WorkProtocol.RequestWork or WorkProtocol.Renew or GetNodes: _scheduler.Forward(message); break;
            case WorkProtocol.OfferProgram or GetPrograms: _catalogue.Forward(message); break;
            case SubmitStudy submit:
                _catalogue.Tell(new CatalogueActor.ListStudy(submit.Specification.Name, submit, Sender));
                break;
            case ControlStudy control: Ask(control.Study, control); break;
            case GetStudies: TellStudies(Sender); break;
            case GetStudy question: Ask(question.Study, question); break;
            case GetJobs question: Ask(question.Study, question); break;
            case GetCurveKeys question: Ask(question.Study, question); break;
            case GetStudySource question: Ask(question.Study, question); break;
            case WatchStudy watch: Watch(watch); break;
            case UnwatchStudy unwatch: Unwatch(unwatch); break;
            default: Unhandled(message); break;
        }
    }

    private void Submit(CatalogueActor.ListStudy listed) => Open(listed.Study).Tell(listed.Submission, listed.Front);

    /// <summary>A job of a study that is not here, or not yet again: its node repeats the message.</summary>
    private void RouteToStudy(StudyId study, WorkProtocol.IJobMessage message)
    {
        if (_studies.TryGetValue(study, out var actor)) actor.Forward(message);
        else
            _log.Warning(
                "{0} about {1}, whose study is not open, is left unanswered.", message.GetType().Name, message.Job);
    }

    private void Ask(StudyId study, object question)
    {
        if (_stops.ContainsKey(study)) Sender.Tell(new Unavailable($"Study '{study}' is not open: {Waits}"));
        else if (_studies.TryGetValue(study, out var actor)) actor.Forward(question);
        else Sender.Tell(new UnknownStudy(study, Nearest(study)));
    }

    private StudyId? Nearest(StudyId study) =>
        NearestName.Of(study.Name, _studies.Keys.Select(known => known.Name)) is { } name ? new StudyId(name) : null;

    private void Watch(WatchStudy watch)
    {
        if (_studies.ContainsKey(watch.Study) && _watches.Add(watch)) Context.Watch(watch.Subscriber);
        Ask(watch.Study, watch);
    }

    private void Unwatch(UnwatchStudy unwatch)
    {
        _watches.Remove(new(unwatch.Study, unwatch.Subscriber));
        if (_studies.TryGetValue(unwatch.Study, out var actor)) actor.Forward(unwatch);
    }

    private void TellStudies(IActorRef front) =>
        Task.WhenAll(_studies
                .Where(entry => !_stops.ContainsKey(entry.Key))
                .OrderBy(entry => entry.Key.Name, StringComparer.Ordinal)
                .Select(entry => entry.Value.Ask<object>(new GetStudy(entry.Key), Patience)))
            .PipeTo(front, Self, answers => (IReadOnlyList<StudyView>)[.. answers.OfType<StudyView>()]);
}
