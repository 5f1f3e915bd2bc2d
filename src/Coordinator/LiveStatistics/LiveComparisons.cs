namespace Seedbed.Coordinator.LiveStatistics;

using Seedbed.Analysis;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Http;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary>The comparisons of a study as last submitted, fed from its state and then from each outcome.</summary>
public sealed class LiveComparisons
{
    private readonly StudyIndex _index;
    private readonly IReadOnlyList<string> _metrics;
    private readonly int[] _seeds;
    private readonly StudyAnalysis _analysis;

    /// <exception cref="InvalidOperationException">The study was never submitted.</exception>
    public LiveComparisons(StudyState state)
    {
        _index = state.Index ?? throw new InvalidOperationException("The study was never submitted.");
        var study = state.Specification;
        _metrics = study.Report.Metrics;
        _seeds = ComparisonPlan.WhyNone(study) is null
            ? [.. Enumerable.Range(0, checked((int)study.Seeds.Count)).Select(_index.SeedOf).Order()]
            : [];
        _analysis = new StudyAnalysis(study, position => _index.Seed(_seeds[position]));
        foreach (var (job, known) in state.Jobs)
            if (known is JobState.Ended ended) Add(job, ended);
    }

    /// <summary>Counts a job that got its outcome, if something is compared and the job is of the study.</summary>
    public void Add(JobKey job, JobState.Ended ended)
    {
        if (_index.PositionOfCell(job.Cell) is { } cell && Array.BinarySearch(_seeds, job.Seed) is >= 0 and var seed)
            _analysis.Add(cell, seed, ScoreOf(ended));
    }

    public ComparisonsView View() =>
        _analysis.View(position => (_index.CellOf(position), _index.Plan[position].Label));

    private Score ScoreOf(JobState.Ended ended) => ended.Outcome switch
    {
        JobOutcome.Completed => new Score.Completed(
            [.. _metrics.Select(metric => ended.Result?[metric] ?? double.NaN)]),
        JobOutcome.Diverged => new Score.Diverged(),
        _ => new Score.Lost(),
    };
}
