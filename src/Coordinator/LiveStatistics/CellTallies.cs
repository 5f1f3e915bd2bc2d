namespace Seedbed.Coordinator.LiveStatistics;

using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Http;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Seedbed.Statistics;

/// <summary>
/// The table of a study as last submitted: outcomes and moments of the reported finals per cell, for as many cells as a
/// view shows. The same outcomes give the same numbers in whatever order they came.
/// </summary>
public sealed class CellTallies
{
    private readonly StudySpecification _specification;
    private readonly StudyIndex _index;
    private readonly Row[] _rows;

    /// <exception cref="InvalidOperationException">The study was never submitted.</exception>
    public CellTallies(StudyState state)
    {
        _specification = state.Specification;
        _index = state.Index ?? throw new InvalidOperationException("The study was never submitted.");
        var shown = Math.Min(_index.Plan.Count, StudyView.MaxCells);
        _rows = [.. Enumerable.Range(0, shown).Select(cell => new Row(_index.Plan[cell], _specification))];
        for (var i = 0; i < shown; i++)
            if (state.Cancellations.Covers(_index.CellOf(i))) _rows[i].CancelAll();
        foreach (var (job, known) in state.Jobs)
        {
            if (state.Cancellations.Covers(job.Cell)) RowOf(job)?.Leave();
            if (known is JobState.Ended ended) Add(job, ended);
        }
    }

    /// <summary>Counts a job that got its outcome.</summary>
    public void Add(JobKey job, JobState.Ended ended) => RowOf(job)?.Add(ended, _specification.Report.Metrics);

    public IReadOnlyList<CellView> View() => [.. _rows.Select((row, position) =>
        row.View(_index.CellOf(position), _specification.Report.Metrics))];

    private Row? RowOf(JobKey job) =>
        _index.IsActive(job.Cell, job.Seed)
        && _index.PositionOfCell(job.Cell) is { } position
        && position < _rows.Length
            ? _rows[position]
            : null;

    private sealed class Row(Cell cell, StudySpecification specification)
    {
        private readonly Moments[] _moments = [.. specification.Report.Metrics.Select(_ => new Moments())];
        private readonly Dictionary<string, string> _grid = cell.Grid.ToDictionary();
        private readonly int _seeds = (int)specification.Seeds.Count;
        private int _completed, _diverged, _failed, _cancelled;

        /// <summary>Jobs never leased are cancelled; <see cref="Leave"/> takes out each that was leased.</summary>
        public void CancelAll() => _cancelled = _seeds;

        public void Leave() => _cancelled--;

        public void Add(JobState.Ended ended, IReadOnlyList<string> metrics)
        {
            if (ended.Outcome == JobOutcome.Diverged) _diverged++;
            if (ended.Outcome == JobOutcome.Failed) _failed++;
            if (ended.Outcome == JobOutcome.Cancelled) _cancelled++;
            if (ended.Outcome != JobOutcome.Completed) return;

            _completed++;
            for (var i = 0; i < metrics.Count; i++)
                if (ended.Result?[metrics[i]] is { } value) _moments[i].Add(value);
        }

        public CellView View(int index, IReadOnlyList<string> metrics) => new(
            index, cell.Config, cell.Ablation, _grid, _seeds, _completed, _diverged, _failed,
            [.. _moments.Select((of, i) => new Estimate(metrics[i], of.Count, of.Mean, of.Deviation, of.Min, of.Max))],
            _cancelled);
    }
}
