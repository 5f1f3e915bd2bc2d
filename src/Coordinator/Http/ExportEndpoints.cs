namespace Seedbed.Coordinator.Http;

using System.Runtime.CompilerServices;
using Seedbed.Coordinator.Journal;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary><c>/studies/{study}/jobs</c> and <c>/curves</c>: everything a study found out, as JSON lines.</summary>
internal static class ExportEndpoints
{
    /// <summary>Jobs fetched from the coordinator at a time.</summary>
    private const int PageSize = 1_000;

    /// <summary>All jobs by cell and seed, touched or not.</summary>
    internal static Task<IResult> GetJobs(string study, CoordinatorFront coordinator, CancellationToken cancellation) =>
        StudyEndpoints.Of(study, async id => await coordinator.Ask(new GetJobs(id, 0, PageSize), cancellation) switch
        {
            JobPage first => new JsonLines<JobRow>(Pages(coordinator, id, first, cancellation), ApiJson.Default.JobRow),
            var other => StudyEndpoints.Otherwise(other),
        });

    /// <summary>
    /// Points of jobs with an outcome:
    /// those of a job in the order they were reported, jobs as they stand in the journal.
    /// </summary>
    internal static Task<IResult> GetCurves(
        string study, CoordinatorFront coordinator, CurveQuery journal, CancellationToken cancellation) =>
        StudyEndpoints.Of(study, async id =>
        {
            await coordinator.RequireJournal(cancellation);
            return await coordinator.Ask(new GetCurveKeys(id), cancellation) switch
            {
                CurveKeys keys => new JsonLines<CurveRow>(journal.Read(keys), ApiJson.Default.CurveRow),
                var other => StudyEndpoints.Otherwise(other),
            };
        });

    private static async IAsyncEnumerable<JobRow> Pages(
        CoordinatorFront coordinator, StudyId study, JobPage page,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            foreach (var job in page.Jobs) yield return job;
            if (page.Next is not { } next) yield break;
            page = await coordinator.Ask<JobPage>(new GetJobs(study, next, PageSize), cancellation);
        }
    }
}
