namespace Seedbed.Coordinator.Tests.Http;

using Akka.Actor;
using Seedbed.Messages.Programs;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>
/// Stands for the coordinator actor behind the API: says what the test wants, to whom the test wants.
/// </summary>
/// <param name="answer">The answer to a question; null stays silent.</param>
internal sealed class ScriptedCoordinator(Func<object, object?> answer, CoordinatorParts parts) : UntypedActor
{
    public static Props Props(Func<object, object?> answer, CoordinatorParts parts) =>
        Akka.Actor.Props.Create(() => new ScriptedCoordinator(answer, parts));

    protected override void PreStart() => parts.Active.Begin(parts.Http);

    protected override void OnReceive(object message)
    {
        if ((answer(message) ?? (message is GetPrograms ? Array.Empty<ProgramDescription>() : null)) is { } reply)
            Sender.Tell(reply);
    }
}
