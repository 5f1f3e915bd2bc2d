namespace Seedbed.Coordinator.Http;

using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary><c>/programs</c> and <c>/nodes</c>: what the cluster offers.</summary>
internal static class ClusterEndpoints
{
    internal static async Task<IResult> GetPrograms(CoordinatorFront coordinator, CancellationToken cancellation) =>
        TypedResults.Json(
            await coordinator.Ask<IReadOnlyList<ProgramDescription>>(new GetPrograms(), cancellation),
            ApiJson.Default.IReadOnlyListProgramDescription);

    internal static async Task<IResult> GetNodes(CoordinatorFront coordinator, CancellationToken cancellation) =>
        TypedResults.Json(
            await coordinator.Ask<IReadOnlyList<NodeView>>(new GetNodes(), cancellation),
            ApiJson.Default.IReadOnlyListNodeView);
}
