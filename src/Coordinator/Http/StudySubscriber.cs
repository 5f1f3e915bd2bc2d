namespace Seedbed.Coordinator.Http;

using System.Threading.Channels;
using Akka.Actor;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>
/// Hands the views that are pushed to it on to a request, which takes the latest when it is ready for one. Where none
/// came for a while it asks again: a coordinator that started anew does not know who was watching.
/// </summary>
internal sealed class StudySubscriber(
    StudyId study, IActorRef coordinator, ChannelWriter<StudyView> views, TimeSpan silence)
    : UntypedActor
{
    /// <summary>How long it waits for a view before it asks again.</summary>
    internal static TimeSpan Silence { get; } = TimeSpan.FromSeconds(5);

    internal static Props Props(
        StudyId study, IActorRef coordinator, ChannelWriter<StudyView> views, TimeSpan silence) =>
        Akka.Actor.Props.Create(() => new StudySubscriber(study, coordinator, views, silence));

    protected override void PreStart() => SetReceiveTimeout(silence);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StudyView view: views.TryWrite(view); break;
            case ReceiveTimeout: coordinator.Tell(new WatchStudy(study, Self), Self); break;
            case UnknownStudy or Unavailable: break; // the coordinator is still recovering it
            default: Unhandled(message); break;
        }
    }

    protected override void PostStop() => views.TryComplete();
}
