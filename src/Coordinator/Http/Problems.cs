namespace Seedbed.Coordinator.Http;

using System.Globalization;
using System.Text.Json;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>Answers for requests that cannot be served, as problem details.</summary>
internal static class Problems
{
    internal static IResult UnknownStudy(UnknownStudy unknown) => NotFound(
        $"There is no study '{unknown.Study}'."
            + (unknown.Nearest is { } nearest ? $" The nearest name is '{nearest}'." : ""));

    internal static IResult NotAStudyName(string name) => BadRequest($"'{name}' is not a study name: {StudyId.Rule}.");

    internal static IResult NotAHash(string text) =>
        BadRequest($"'{text}' is not a SHA-256 in 64 lower-case hexadecimal digits.");

    internal static IResult NotACheckpoint(string path) => BadRequest(
        $"'{path}' names no checkpoint: write study/cell-seed/fence-step-hash, "
        + "the hash as 64 lower-case hexadecimal digits.");

    /// <summary>The program exists, for somebody checked a study against it: a node may yet bring it.</summary>
    internal static IResult NotOffered(ProgramIdentity program) => TypedResults.Problem(
        $"No trainer has offered {program} yet. Submit the study again when one has.",
        statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>As <see cref="SubmissionConflict"/> has it.</summary>
    internal static IResult ChangesNotAccepted(ChangesNotAccepted refused)
    {
        var (changes, results, newJobs) = refused.Changes;
        return TypedResults.Problem(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Study '{refused.Study}' was begun with something else, and nothing was changed: "
                + $"{string.Join("; ", changes)}. "
                + $"Submitted with acceptChanges, {results} results are kept apart and {newJobs} jobs run."),
            statusCode: StatusCodes.Status409Conflict,
            extensions:
            [
                new("study", refused.Study.Name),
                new("changes", JsonSerializer.SerializeToElement(refused.Changes, ApiJson.Default.StudyChanges)),
            ]);
    }

    internal static IResult BadRequest(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    internal static IResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);
}
