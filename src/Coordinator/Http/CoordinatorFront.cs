namespace Seedbed.Coordinator.Http;

using Akka.Actor;
using Akka.Hosting;

/// <summary>Asks the coordinator actor on behalf of a front, with a limit on how long an answer may take.</summary>
public sealed class CoordinatorFront(ActorRegistry actors)
{
    /// <summary>Longer than any write to a healthy journal, shorter than a person's patience.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The way to the coordinator, wherever in the cluster it is.</summary>
    public Task<IActorRef> Actor(CancellationToken cancellation) => actors.GetAsync<CoordinatorFront>(cancellation);

    /// <exception cref="AskTimeoutException">
    /// The coordinator did not answer in time: it recovers, or its journal fails.
    /// </exception>
    public async Task<object> Ask(object question, CancellationToken cancellation) =>
        await (await Actor(cancellation)).Ask<object>(question, Patience, cancellation);

    /// <exception cref="AskTimeoutException">
    /// The coordinator did not answer in time: it recovers, or its journal fails.
    /// </exception>
    public async Task<TAnswer> Ask<TAnswer>(object question, CancellationToken cancellation) =>
        await (await Actor(cancellation)).Ask<TAnswer>(question, Patience, cancellation);

    /// <summary>Completes when the coordinator answers, however long its recovery takes.</summary>
    public async Task WaitUntilRecovered(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await Ask(new CoordinatorProtocol.GetPrograms(), cancellation);
                return;
            }
            catch (AskTimeoutException) when (!cancellation.IsCancellationRequested)
            {
                // A long journal is being replayed.
            }
        }
    }
}
