namespace Seedbed.Coordinator;

using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary>
/// What the coordinator's fronts (HTTP, later pbm) ask of the coordinator actor, on the same machine.
/// Commands are answered after the journal has them and may be repeated.
/// </summary>
public static class CoordinatorProtocol
{
    /// <summary>
    /// Submits a study, or the same study with more or other cells and seeds. Answered by <see cref="StudyAccepted"/>
    /// or <see cref="ChangesNotAccepted"/>.
    /// </summary>
    /// <param name="AcceptsChanges">Whether it begins anew if it was begun with another program or other data.</param>
    public sealed record SubmitStudy(StudySpecification Specification, string Source, bool AcceptsChanges = false);

    public sealed record StudyAccepted(StudyId Study, int Cells, long Jobs, long NewJobs);

    /// <summary>Nothing was submitted.</summary>
    public sealed record ChangesNotAccepted(StudyId Study, StudyChanges Changes);

    /// <summary>
    /// Pauses, resumes, cancels or retries. Answered by <see cref="StudyControlled"/>, <see cref="UnknownJobs"/> or
    /// <see cref="UnknownStudy"/>; repeated, it changes nothing.
    /// </summary>
    /// <param name="Scope">The whole study for pausing and resuming.</param>
    /// <param name="Reason">Who or why, for the journal; null for nothing.</param>
    public sealed record ControlStudy(StudyId Study, StudyVerb Verb, JobScope Scope, string? Reason);

    /// <param name="Mistake">Which cell or seed the study does not have, and what it has.</param>
    public sealed record UnknownJobs(StudyId Study, string Mistake);

    /// <summary>Answered by <see cref="StudyView"/> or <see cref="UnknownStudy"/>.</summary>
    public sealed record GetStudy(StudyId Study);

    /// <summary>Answered by a list of <see cref="StudyView"/>, by name.</summary>
    public sealed record GetStudies;

    /// <summary>
    /// Pushes a <see cref="StudyView"/> to the subscriber now and after every change, at most every 250 ms, until
    /// <see cref="UnwatchStudy"/> or the subscriber's end. Answered by the first view or by <see cref="UnknownStudy"/>.
    /// </summary>
    public sealed record WatchStudy(StudyId Study, Akka.Actor.IActorRef Subscriber);

    public sealed record UnwatchStudy(StudyId Study, Akka.Actor.IActorRef Subscriber);

    /// <summary>
    /// A page of the study's jobs by cell and seed; touched or not.
    /// Answered by <see cref="JobPage"/> or <see cref="UnknownStudy"/>.
    /// </summary>
    /// <param name="After">
    /// Position of the first job: cell × seeds + seed, in the order of the study as last submitted.
    /// </param>
    public sealed record GetJobs(StudyId Study, long After, int Limit);

    /// <param name="Next">Where the next page begins; null after the last job.</param>
    public sealed record JobPage(IReadOnlyList<JobRow> Jobs, long? Next);

    /// <summary>
    /// The fence chains that end in outcomes: what a reader of metric streams counts. Answered by
    /// <see cref="CurveKeys"/> or <see cref="UnknownStudy"/>.
    /// </summary>
    public sealed record GetCurveKeys(StudyId Study);

    /// <param name="Jobs">By cell and seed; only jobs that ended by themselves.</param>
    /// <param name="Shards">How many metric streams the study has.</param>
    public sealed record CurveKeys(StudyId Study, int Shards, IReadOnlyList<CurveKey> Jobs);

    /// <summary>The curve of one job: the batches of each link, one link after the other.</summary>
    /// <param name="Chain">Oldest link first; the last one is of the lease that the job ended in.</param>
    public sealed record CurveKey(int Cell, int Seed, IReadOnlyList<FenceLink> Chain);

    /// <summary>One lease's part of a curve: its batches 1 to <c>LastBatch</c>, none if that is 0.</summary>
    public readonly record struct FenceLink(long Fence, int LastBatch);

    /// <summary>
    /// Answered by a list of <see cref="ProgramDescription"/>, by name; of one name, the identity
    /// offered last comes first.
    /// </summary>
    public sealed record GetPrograms;

    /// <summary>Answered by a list of <see cref="NodeView"/>, by name.</summary>
    public sealed record GetNodes;

    /// <summary>
    /// The text of the study file as last submitted, with the specification.
    /// Answered by <see cref="StudySource"/> or <see cref="UnknownStudy"/>.
    /// </summary>
    public sealed record GetStudySource(StudyId Study);

    public sealed record StudySource(StudySpecification Specification, string Source);

    /// <summary>Instead of any answer: what would answer has stopped and waits for the journal. Ask again.</summary>
    /// <param name="Reason">For people.</param>
    public sealed record Unavailable(string Reason);

    /// <summary>What people do to a running study.</summary>
    public enum StudyVerb
    {
        /// <summary>Lease nothing more; what runs goes on to its end.</summary>
        Pause,

        /// <summary>Lease again.</summary>
        Resume,

        /// <summary>End what has no outcome.</summary>
        Cancel,

        /// <summary>Give what failed another chance.</summary>
        Retry,
    }

    /// <param name="Nearest">The known study with the nearest name; null if there is none.</param>
    public sealed record UnknownStudy(StudyId Study, StudyId? Nearest);
}
