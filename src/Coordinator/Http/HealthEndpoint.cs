namespace Seedbed.Coordinator.Http;

using Akka.Actor;
using Microsoft.AspNetCore.Http.HttpResults;

/// <summary>
/// <c>GET /health</c>: whether the coordinator actor answers and its journal can be reached, or another coordinator
/// acts. 503 asks for patience, not for a restart: the coordinator goes on by itself once its journal is back.
/// </summary>
internal static class HealthEndpoint
{
    internal static async Task<IResult> Get(
        CoordinatorFront coordinator, ActiveCoordinator active, CancellationToken cancellation)
    {
        if (active.Now is { IsHere: false, Url: var other }) return TypedResults.Text($"ok, standing by for {other}\n");

        try
        {
            await coordinator.RequireJournal(cancellation);
            await coordinator.Ask(new CoordinatorProtocol.GetPrograms(), cancellation);
            return TypedResults.Text("ok\n");
        }
        catch (UnavailableException unavailable)
        {
            return NotNow($"{unavailable.Message}\n");
        }
        catch (AskTimeoutException)
        {
            return NotNow("the coordinator actor does not answer\n");
        }
    }

    private static ContentHttpResult NotNow(string reason) =>
        TypedResults.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable);
}
