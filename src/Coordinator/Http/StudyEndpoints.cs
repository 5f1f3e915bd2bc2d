namespace Seedbed.Coordinator.Http;

using Seedbed.Messages;
using Seedbed.Messages.Http;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary><c>/studies</c>: studies as they stand.</summary>
internal static class StudyEndpoints
{
    /// <summary>
    /// Without its journal the coordinator may lack some: then it says so, and not that there are none.
    /// </summary>
    internal static async Task<IResult> GetAll(CoordinatorFront coordinator, CancellationToken cancellation)
    {
        await coordinator.RequireJournal(cancellation);
        return TypedResults.Json(
            await coordinator.Ask<IReadOnlyList<StudyView>>(new GetStudies(), cancellation),
            ApiJson.Default.IReadOnlyListStudyView);
    }

    internal static Task<IResult> Get(string study, CoordinatorFront coordinator, CancellationToken cancellation) =>
        Of(study, async id => await coordinator.Ask(new GetStudy(id), cancellation) switch
        {
            StudyView view => TypedResults.Json(view, ApiJson.Default.StudyView),
            var other => Otherwise(other),
        });

    /// <summary>The study file as last submitted.</summary>
    internal static Task<IResult> GetSource(
        string study, CoordinatorFront coordinator, CancellationToken cancellation) =>
        Of(study, async id => await coordinator.Ask(new GetStudySource(id), cancellation) switch
        {
            StudySource source => TypedResults.Text(source.Source, "application/yaml"),
            var other => Otherwise(other),
        });

    /// <summary>Serves a request about the study of this name.</summary>
    internal static async Task<IResult> Of(string name, Func<StudyId, Task<IResult>> serve) =>
        StudyId.IsValid(name) ? await serve(new(name)) : Problems.NotAStudyName(name);

    /// <summary>The answer to a question about a study that was not answered as hoped.</summary>
    /// <exception cref="InvalidOperationException">
    /// The coordinator answered with something that is no answer.
    /// </exception>
    internal static IResult Otherwise(object answer) => answer is UnknownStudy unknown
        ? Problems.UnknownStudy(unknown)
        : throw new InvalidOperationException($"{answer.GetType().Name} is no answer to a question about a study.");
}
