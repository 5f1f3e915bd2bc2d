namespace Seedbed.Coordinator.Http;

using System.Text.Json;
using Seedbed.Coordinator.Store;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>
/// <c>POST /studies</c>: 201 for a study with new jobs, 200 for one that was known,
/// 409 for one that was begun with another program or other data unless it says that it accepts that,
/// 422 with every mistake for one that is not valid, 503 if no node has offered the program that it was checked
/// against.
/// </summary>
internal static class SubmissionEndpoint
{
    /// <summary>
    /// How long a study may wait for a node to offer its program: a local node starts together with the coordinator.
    /// </summary>
    private static readonly TimeSpan NodesStart = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    internal static async Task<IResult> Post(
        HttpRequest request, CoordinatorFront coordinator, ContentStore store, TimeProvider time,
        CancellationToken cancellation)
    {
        if (await Body(request, cancellation) is not { } submission)
            return Problems.BadRequest(
                "The body is no submission: a JSON object with text and, for a program with data, its data's hash.");
        if (submission.Data is { } hash && !ContentHash.IsValid(hash)) return Problems.NotAHash(hash);

        using var data = submission.Data is null ? null : await store.Fetch(new(submission.Data), cancellation);
        if (submission.Data is not null && data is null)
            return Problems.BadRequest($"The store has no content {submission.Data}: put the data there first.");

        var reading = await Read(submission, data?.Path, coordinator, time, cancellation);
        if (submission.Program is { } wanted && reading.Mistakes.Any(IsUnknownProgram))
            return Problems.NotOffered(wanted);
        if (reading.Specification is not { } specification)
            return TypedResults.Json(
                new(reading.Mistakes), ApiJson.Default.SubmissionRefused,
                statusCode: StatusCodes.Status422UnprocessableEntity);

        var submit = new SubmitStudy(specification, submission.Text, submission.AcceptChanges);
        return await coordinator.Ask(submit, cancellation) switch
        {
            StudyAccepted accepted => TypedResults.Json(
                new(accepted.Study.Name, accepted.Cells, accepted.Jobs, accepted.NewJobs),
                ApiJson.Default.SubmissionAccepted,
                statusCode: accepted.NewJobs > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK),
            ChangesNotAccepted refused => Problems.ChangesNotAccepted(refused),
            var other => throw new System.Diagnostics.UnreachableException(
                $"{other.GetType().Name} is no answer to a submission."),
        };
    }

    /// <summary>Not another version or build of the program that the study was written for, if it says which.</summary>
    private static bool IsMeant(ProgramDescription program, ProgramIdentity? wanted) =>
        wanted is null || program.Name != wanted.Name || program.Identity == wanted;

    private static bool IsUnknownProgram(Mistake mistake) => mistake.Path == "program";

    private static async Task<Submission?> Body(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var submission =
                await JsonSerializer.DeserializeAsync(request.Body, ApiJson.Default.Submission, cancellation);
            return submission is { Text: not null } ? submission : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Validates the study against the latest description of each program, or of its own program the one that it was
    /// written for, and while its program is not known waits for a node to offer it.
    /// </summary>
    private static async Task<StudyReading> Read(
        Submission submission, string? data, CoordinatorFront coordinator, TimeProvider time,
        CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var known = await coordinator.Ask<IReadOnlyList<ProgramDescription>>(new GetPrograms(), cancellation);
        while (true)
        {
            var latest = known.Where(program => IsMeant(program, submission.Program))
                .DistinctBy(program => program.Name).ToList();
            var reading = StudyFile.Read(submission.Text, latest, _ => data, submission.Lanes);
            if (!reading.Mistakes.Any(IsUnknownProgram)) return reading;

            var before = known.Count;
            while (known.Count == before)
            {
                if (time.GetElapsedTime(began) > NodesStart) return reading;
                await Task.Delay(BetweenLooks, time, cancellation);
                known = await coordinator.Ask<IReadOnlyList<ProgramDescription>>(new GetPrograms(), cancellation);
            }
        }
    }
}
