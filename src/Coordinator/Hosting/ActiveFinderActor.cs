namespace Seedbed.Coordinator.Hosting;

using Akka.Actor;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Cluster;

/// <summary>
/// Asks the coordinators again and again which of them acts. One that does not answer for a while does not. Once
/// another one acts, this one readies itself for its turn: the first event that a process reads takes seconds, the next
/// ones milliseconds, so it reads the catalogue once.
/// </summary>
internal sealed class ActiveFinderActor(IActorRef coordinator, ActiveCoordinator active, TimeProvider clock)
    : UntypedActor, IWithTimers
{
    private const int QuestionsLost = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private int _unanswered;
    private bool _isReadied;

    public ITimerScheduler Timers { get; set; } = null!;

    private sealed record AskAgain;

    public static Props Props(IActorRef coordinator, ActiveCoordinator active, TimeProvider clock) =>
        Akka.Actor.Props.Create(() => new ActiveFinderActor(coordinator, active, clock));

    protected override void PreStart() =>
        Timers.StartPeriodicTimer(nameof(Ask), new AskAgain(), TimeSpan.Zero, Interval);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case AskAgain: Ask(); break;
            case ActiveAt at: Hear(new(at.Http)); break;
            case CatalogueActor.CatalogueOpened: Context.Stop(Sender); break;
            default: Unhandled(message); break;
        }
    }

    private void Ask()
    {
        if (++_unanswered > QuestionsLost && active.Now is { } holder) active.Forget(holder.Url);
        coordinator.Tell(new FindActive());
    }

    private void Hear(Uri http)
    {
        _unanswered = 0;
        active.Hear(http);
        if (_isReadied || active.Now is not { IsHere: false }) return;

        _isReadied = true;
        Context.ActorOf(CatalogueActor.Props(clock), "catalogue");
    }
}
