namespace Seedbed.Messages.Http;

using System.Text.Json.Serialization;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

// What the HTTP API carries, as JSON in camel case. Fields are only ever added.

/// <summary>
/// Body of <c>POST /api/v1/studies</c>. The coordinator validates the text again, against the data in its store.
/// </summary>
/// <param name="Text">The study file as its user wrote it.</param>
/// <param name="Lanes">Overrides the file's <c>lanes</c>; null leaves it.</param>
/// <param name="Data">Hash under which the data was put into the store; null for a program without data.</param>
/// <param name="Program">
/// The version and build that the study was checked against, which must be offered; null takes the one offered last.
/// </param>
/// <param name="AcceptChanges">
/// Whether the study may begin anew because its program or data are others than before; see <see cref="StudyChanges"/>.
/// </param>
public sealed record Submission(
    string Text, int? Lanes, string? Data, ProgramIdentity? Program = null, bool AcceptChanges = false);

/// <summary>Answer to a submission that was accepted.</summary>
/// <param name="Jobs">Jobs of the study as now submitted.</param>
/// <param name="NewJobs">Those of them that had no outcome before.</param>
public sealed record SubmissionAccepted(string Study, int Cells, long Jobs, long NewJobs);

/// <summary>
/// Body of <c>POST /api/v1/studies/{study}/cancel</c> and <c>retry</c>; without one the whole study is meant. Pausing
/// and resuming are of whole studies.
/// </summary>
/// <param name="Cell">Index of a cell, as <c>/jobs</c> shows it; null for all.</param>
/// <param name="Seed">Index of a seed, as <c>/jobs</c> shows it, of that cell; null for all.</param>
/// <param name="Reason">Who or why, kept in the journal; null for nothing.</param>
public sealed record JobSelection(int? Cell = null, int? Seed = null, string? Reason = null);

/// <summary>Answer to <c>pause</c>, <c>resume</c>, <c>cancel</c> and <c>retry</c>.</summary>
/// <param name="Changed">False if it was so already.</param>
/// <param name="Cancelled">Jobs of the study that were cancelled by this.</param>
/// <param name="Retried">Failed jobs of the study that wait again by this.</param>
/// <param name="Jobs">Jobs by state, afterwards.</param>
public sealed record StudyControlled(
    string Study, bool Changed, long Cancelled, long Retried, bool Paused, JobCounts Jobs);

/// <summary>Answer to a study file with mistakes (status 422).</summary>
public sealed record SubmissionRefused(IReadOnlyList<Mistake> Mistakes);

/// <summary>
/// Why a submission was refused (status 409, problem details): the study was begun with another program or other data,
/// so none of its cells would be the same. Submitted with <c>acceptChanges</c> it begins anew, and what it had is kept
/// apart.
/// </summary>
/// <param name="Detail">All of it for people.</param>
public sealed record SubmissionConflict(string Detail, string Study, StudyChanges Changes);

/// <summary>What begins anew if a submission is accepted.</summary>
/// <param name="Changes">What is another than before; never empty.</param>
/// <param name="Results">Jobs with a result that are of the study no more.</param>
/// <param name="NewJobs">Jobs of the study that would have no outcome.</param>
public sealed record StudyChanges(IReadOnlyList<StudyChange> Changes, long Results, long NewJobs);

/// <summary>One mistake in a study file.</summary>
/// <param name="Line">From 1; 0 where there is no place for it.</param>
/// <param name="Column">From 1; 0 where there is no place for it.</param>
/// <param name="Path">Such as <c>configs.research.positions</c>.</param>
/// <param name="Message">What was found, what is allowed, and the nearest valid name.</param>
public sealed record Mistake(int Line, int Column, string Path, string Message);

/// <summary>
/// A study as it stands: pushed over <c>/api/v1/studies/{study}/live</c>, at most four times a second.
/// </summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Parts">Jobs by state.</param>
/// <param name="Cells">
/// The rows of the table, in cell order, at most <see cref="MaxCells"/>; <c>CellCount</c> says how many there are.
/// </param>
/// <param name="Running">Jobs being trained, at most <see cref="MaxRunning"/>.</param>
/// <param name="Paused">Whether no job begins until somebody resumes the study; what runs goes on to its end.</param>
/// <param name="Weight">Its share of the slots beside studies of its priority, which have weights, too.</param>
/// <param name="Priority">Higher first.</param>
/// <param name="Comparisons">Which differences are real, as far as is known.</param>
public sealed record StudyView(
    string Study,
    long Version,
    ProgramIdentity Program,
    IReadOnlyList<string> Metrics,
    JobCounts Jobs,
    int CellCount,
    IReadOnlyList<CellView> Cells,
    IReadOnlyList<RunningJob> Running,
    bool Paused = false,
    double Weight = 1,
    int Priority = 0,
    ComparisonsView? Comparisons = null)
{
    public const int MaxCells = 500;
    public const int MaxRunning = 100;

    [JsonIgnore]
    public bool IsFinished => Jobs.Waiting == 0 && Jobs.Running == 0;
}

/// <summary>Jobs of a study by state; they sum to <c>Total</c>.</summary>
public sealed record JobCounts(
    long Total, long Waiting, long Running, long Completed, long Diverged, long Failed, long Cancelled);

/// <summary>One cell over its seeds.</summary>
/// <param name="Ablation">Null for a config itself.</param>
/// <param name="Grid">Grid parameters and their values at this cell.</param>
/// <param name="Estimates">One per report metric, in the study's order.</param>
public sealed record CellView(
    int Cell,
    string Config,
    string? Ablation,
    IReadOnlyDictionary<string, string> Grid,
    int Seeds,
    int Completed,
    int Diverged,
    int Failed,
    IReadOnlyList<Estimate> Estimates,
    int Cancelled = 0);

/// <summary>
/// A final over the completed seeds of a cell. A diverged or failed seed has no value: <c>N</c> says how many have.
/// </summary>
/// <param name="N">Completed seeds with a value.</param>
/// <param name="Mean">Null if there is no value.</param>
/// <param name="Deviation">Sample standard deviation (n − 1); null below two values.</param>
public sealed record Estimate(string Metric, int N, double? Mean, double? Deviation, double? Min, double? Max);

/// <summary>A job in training.</summary>
/// <param name="Step">Last step a stored point names; null before the first.</param>
/// <param name="Metric">
/// The last value of the first validation curve seen, such as <c>val.macro_f1</c>; null before the first.
/// </param>
public sealed record RunningJob(int Cell, int Seed, string Slot, long Fence, long? Step, string? Metric, double? Value);

/// <summary>One row of <c>GET /api/v1/studies/{study}/jobs</c> (JSON lines, by cell and seed).</summary>
/// <param name="Attempts">Leases the job had.</param>
/// <param name="Interruptions">Those it left through no fault of its own.</param>
/// <param name="Outcome">Null while it has none.</param>
/// <param name="ReplayDiffered">
/// Whether an epoch that was trained again after an interruption ended in another state than before.
/// </param>
public sealed record JobRow(
    int Cell,
    int Seed,
    string Config,
    string? Ablation,
    IReadOnlyDictionary<string, string> Grid,
    SeedVector Seeds,
    JobOutcome? Outcome,
    long? DivergedAt,
    long Attempts,
    long Interruptions,
    string? Node,
    Device? Device,
    double? Seconds,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<Final> Finals,
    IReadOnlyList<Artifact> Artifacts,
    bool ReplayDiffered = false);

/// <summary>
/// One row of <c>GET /api/v1/studies/{study}/curves</c> (JSON lines): points of jobs with an outcome, along their
/// fence chains.
/// </summary>
public sealed record CurveRow(int Cell, int Seed, string Metric, long Step, double Value);

/// <summary>One row of <c>GET /api/v1/nodes</c>.</summary>
public sealed record NodeView(string Node, long Incarnation, IReadOnlyList<SlotView> Slots);

public sealed record SlotView(int Index, Device Device, string? Study, IReadOnlyList<HeldJob> Jobs);
