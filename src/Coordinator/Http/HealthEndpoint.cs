namespace Seedbed.Coordinator.Http;

using Akka.Actor;

/// <summary><c>GET /health</c>: whether the coordinator actor answers, which it does not without its journal.</summary>
internal static class HealthEndpoint
{
    internal static async Task<IResult> Get(CoordinatorFront coordinator, CancellationToken cancellation)
    {
        try
        {
            await coordinator.Ask(new CoordinatorProtocol.GetPrograms(), cancellation);
            return TypedResults.Text("ok\n");
        }
        catch (AskTimeoutException)
        {
            return TypedResults.Text(
                "the coordinator actor does not answer\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
