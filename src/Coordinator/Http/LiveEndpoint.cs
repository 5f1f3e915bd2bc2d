namespace Seedbed.Coordinator.Http;

using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Akka.Actor;
using Seedbed.Messages.Http;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>
/// <c>GET /studies/{study}/live</c>: the study now and after every change, as server-sent events,
/// until the client leaves.
/// </summary>
internal static class LiveEndpoint
{
    internal static Task<IResult> Get(
        string study, CoordinatorFront coordinator, ActorSystem system, IHostApplicationLifetime application,
        CancellationToken cancellation) =>
        StudyEndpoints.Of(study, async id =>
        {
            var views = Channel.CreateBounded<StudyView>(
                new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
            var actor = await coordinator.Actor(cancellation);
            var subscriber = system.ActorOf(StudySubscriber.Props(id, actor, views.Writer, StudySubscriber.Silence));
            var isWatching = false;
            try
            {
                var answer = await coordinator.Ask(new WatchStudy(id, subscriber), cancellation);
                isWatching = answer is StudyView;
                return answer is StudyView first
                    ? TypedResults.ServerSentEvents(Events(first))
                    : StudyEndpoints.Otherwise(answer);
            }
            finally
            {
                if (!isWatching) system.Stop(subscriber);
            }

            async IAsyncEnumerable<SseItem<string>> Events(
                StudyView shown, [EnumeratorCancellation] CancellationToken left = default)
            {
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(
                    left, application.ApplicationStopping);
                try
                {
                    yield return EventOf(shown);
                    while (await HasNext(views.Reader, ended.Token))
                    {
                        if (!views.Reader.TryRead(out var view) || view.Version == shown.Version) continue;
                        shown = view;
                        yield return EventOf(view);
                    }
                }
                finally
                {
                    system.Stop(subscriber);             // whose end is also the end of its subscription
                }
            }
        });

    private static SseItem<string> EventOf(StudyView view) =>
        new(JsonSerializer.Serialize(view, ApiJson.Default.StudyView));

    private static async Task<bool> HasNext(ChannelReader<StudyView> views, CancellationToken ended)
    {
        try
        {
            return await views.WaitToReadAsync(ended);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
