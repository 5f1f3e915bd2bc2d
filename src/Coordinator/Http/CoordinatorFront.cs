namespace Seedbed.Coordinator.Http;

using Akka.Actor;
using Akka.Hosting;
using Seedbed.Coordinator.Journal;

/// <summary>
/// Asks the coordinator actor on behalf of a front, with a limit on how long an answer may take. One that takes long
/// may wait for the journal: then it is not waited for.
/// </summary>
public sealed class CoordinatorFront(ActorRegistry actors, IJournal journal, TimeProvider time)
{
    private static readonly TimeSpan Suspicion = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any write to a healthy journal, shorter than a person's patience.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The way to the coordinator, wherever in the cluster it is.</summary>
    public Task<IActorRef> Actor(CancellationToken cancellation) => actors.GetAsync<CoordinatorFront>(cancellation);

    /// <exception cref="UnavailableException">What answers waits for the journal.</exception>
    /// <exception cref="AskTimeoutException">The coordinator did not answer in time: it recovers.</exception>
    public Task<object> Ask(object question, CancellationToken cancellation) => Ask<object>(question, cancellation);

    /// <exception cref="UnavailableException">What answers waits for the journal.</exception>
    /// <exception cref="AskTimeoutException">The coordinator did not answer in time: it recovers.</exception>
    /// <exception cref="InvalidOperationException">The answer is none to this question.</exception>
    public async Task<TAnswer> Ask<TAnswer>(object question, CancellationToken cancellation)
    {
        var answering = (await Actor(cancellation)).Ask<object>(question, Patience, cancellation);
        if (await Task.WhenAny(answering, Task.Delay(Suspicion, time, cancellation)) != answering)
            await RequireJournal(cancellation);

        return await answering switch
        {
            CoordinatorProtocol.Unavailable unavailable => throw new UnavailableException(unavailable.Reason),
            TAnswer answer => answer,
            var other => throw new InvalidOperationException(
                $"{other.GetType().Name} is no answer to {question.GetType().Name}."),
        };
    }

    /// <exception cref="UnavailableException">It cannot be reached.</exception>
    public async Task RequireJournal(CancellationToken cancellation)
    {
        if (await journal.Problem(cancellation) is { } problem) throw new UnavailableException(problem);
    }
}

/// <summary>What a request needs is not there now; nothing is lost, and asking again is safe.</summary>
public sealed class UnavailableException(string reason) : Exception(reason);
