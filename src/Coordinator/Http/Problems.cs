namespace Seedbed.Coordinator.Http;

using Seedbed.Messages;
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

    internal static IResult BadRequest(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    internal static IResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);
}
