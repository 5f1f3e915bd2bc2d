namespace Seedbed.Coordinator.Http;

using System.Threading.Channels;
using Akka.Actor;
using Seedbed.Messages.Http;

/// <summary>Hands the views that are pushed to it on to a request, which takes the latest when it is ready for one.</summary>
internal sealed class StudySubscriber(ChannelWriter<StudyView> views) : UntypedActor
{
    internal static Props Props(ChannelWriter<StudyView> views) => Akka.Actor.Props.Create(() => new StudySubscriber(views));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case StudyView view: views.TryWrite(view); break;
            default: Unhandled(message); break;
        }
    }

    protected override void PostStop() => views.TryComplete();
}
