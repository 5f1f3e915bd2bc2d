namespace Seedbed.Coordinator.Http;

using System.Text.Json;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Http;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>
/// <c>POST /studies/{study}/pause</c>, <c>resume</c>, <c>cancel</c> and <c>retry</c>: 200 with what changed, 404 for a
/// study, cell or seed that is not there. May be repeated.
/// </summary>
internal static class ControlEndpoints
{
    internal static Task<IResult> Pause(
        string study, HttpRequest request, CoordinatorFront coordinator, CancellationToken cancellation) =>
        Post(study, StudyVerb.Pause, request, coordinator, cancellation);

    internal static Task<IResult> Resume(
        string study, HttpRequest request, CoordinatorFront coordinator, CancellationToken cancellation) =>
        Post(study, StudyVerb.Resume, request, coordinator, cancellation);

    internal static Task<IResult> Cancel(
        string study, HttpRequest request, CoordinatorFront coordinator, CancellationToken cancellation) =>
        Post(study, StudyVerb.Cancel, request, coordinator, cancellation);

    internal static Task<IResult> Retry(
        string study, HttpRequest request, CoordinatorFront coordinator, CancellationToken cancellation) =>
        Post(study, StudyVerb.Retry, request, coordinator, cancellation);

    private static Task<IResult> Post(
        string study, StudyVerb verb, HttpRequest request, CoordinatorFront coordinator,
        CancellationToken cancellation) =>
        StudyEndpoints.Of(study, async id =>
        {
            if (await Body(request, cancellation) is not { } jobs)
                return Problems.BadRequest(
                    "The body is no selection of jobs: a JSON object with cell, seed and reason, all optional.");
            if (verb is StudyVerb.Pause or StudyVerb.Resume && (jobs.Cell ?? jobs.Seed) is not null)
                return Problems.BadRequest("Whole studies are paused and resumed: leave cell and seed out.");

            var control = new ControlStudy(id, verb, new JobScope(jobs.Cell, jobs.Seed), jobs.Reason);
            return await coordinator.Ask(control, cancellation) switch
            {
                StudyControlled controlled => TypedResults.Json(controlled, ApiJson.Default.StudyControlled),
                UnknownJobs unknown => Problems.NotFound(unknown.Mistake),
                var other => StudyEndpoints.Otherwise(other),
            };
        });

    /// <returns>The whole study for an empty body; null for one that is no selection.</returns>
    private static async Task<JobSelection?> Body(HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellation);
        if (string.IsNullOrWhiteSpace(text)) return new();

        try
        {
            return JsonSerializer.Deserialize(text, ApiJson.Default.JobSelection);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
