namespace Seedbed.Analysis;

using Seedbed.Messages.Http;
using Seedbed.Messages.Studies;
using Seedbed.Statistics.Anytime;
using Seedbed.Statistics.Comparisons;

/// <summary>
/// The comparisons of a study, kept up with one result at a time. The same results give the same numbers in whatever
/// order they come, because pairs enter in the order of their seeds. Cells are known by their position in the plan,
/// seeds by theirs among the seeds in the order of their indexes.
/// </summary>
public sealed class StudyAnalysis
{
    private readonly ReportSpecification _report;
    private readonly MixtureT _mixture;
    private readonly ScoreRule _rule;
    private readonly int[] _order;
    private readonly CellScores[] _cells;
    private readonly Comparison[] _comparisons;
    private readonly Sequences[] _sequences;
    private readonly Dictionary<int, List<int>> _ofCell = [];
    private readonly string? _note;

    /// <param name="seed">The seed at a position, in the order of their indexes.</param>
    public StudyAnalysis(StudySpecification study, Func<int, SeedVector> seed)
    {
        _report = study.Report;
        _mixture = new(_report.Tau ?? ReportSpecification.DefaultTau);
        _rule = ScoreRule.Of(_report);
        Members = ComparisonPlan.Members(study);
        _note = ComparisonPlan.WhyNone(study);
        if (_note is not null)
        {
            (_order, _cells, _comparisons, _sequences) = ([], [], [], []);
            return;
        }

        var seeds = checked((int)study.Seeds.Count);
        _order = SeedOrder.Independent(seeds, seed, study.Seeds);
        _comparisons = [.. ComparisonPlan.Of(study)];
        _sequences = [.. _comparisons.Select(_ => new Sequences(Declared.Select(metric => metric.Margin)))];
        _cells = [.. Enumerable.Range(0, new CellPlan(study).Count).Select(_ => new CellScores(seeds))];
        for (var i = 0; i < _comparisons.Length; i++)
        {
            Involve(_comparisons[i].Left, i);
            Involve(_comparisons[i].Right, i);
        }

        void Involve(int cell, int comparison)
        {
            if (!_ofCell.TryGetValue(cell, out var known)) _ofCell[cell] = known = [];
            known.Add(comparison);
        }
    }

    /// <summary>Comparisons × metrics.</summary>
    public long Members { get; }

    private IReadOnlyList<ReportedMetric> Declared => _report.Declared ?? [];

    private double Alpha => _report.Alpha ?? ReportSpecification.DefaultAlpha;

    /// <summary>A job ended; each job once.</summary>
    /// <param name="cell">Position in the plan.</param>
    /// <param name="seed">Position among the seeds.</param>
    public void Add(int cell, int seed, Score score)
    {
        if (_comparisons.Length == 0) return;

        _cells[cell].Set(seed, score);
        foreach (var i in _ofCell.GetValueOrDefault(cell) ?? [])
            _sequences[i].Advance(
                _cells[_comparisons[i].Left], _cells[_comparisons[i].Right], _order, _rule, _mixture);
    }

    /// <param name="cells">Index and label of the cell at a position of the plan.</param>
    public ComparisonsView View(Func<int, (int Index, string Label)> cells)
    {
        var metrics = Declared.Count;
        var p = new double[_comparisons.Length * metrics];
        for (var member = 0; member < p.Length; member++)
            p[member] = _sequences[member / metrics][member % metrics].P;
        var (levels, adjusted) = (Holm.Levels(p, Alpha), Holm.Adjust(p));
        return new(
            Alpha, _mixture.Tau, Members,
            [.. Enumerable.Range(0, Math.Min(p.Length, ComparisonsView.MaxShown)).Select(member =>
                Row(member / metrics, member % metrics, levels[member], adjusted[member], cells))],
            _note);
    }

    private ComparisonView Row(
        int comparison, int metric, double level, double adjustedP, Func<int, (int Index, string Label)> cells)
    {
        var (kind, left, right) = _comparisons[comparison];
        var (sequences, declared) = (_sequences[comparison], Declared[metric]);
        var pairs = new Pairs(_cells[left], _cells[right], _order, sequences.Next, _rule, metric);
        var summary = PairedSummary.Of(pairs.Lefts, pairs.Rights);
        var evidence = sequences[metric];
        var (interval, strict) = (
            ConfidenceSequence.Of(pairs.Differences, _mixture, Alpha),
            ConfidenceSequence.Of(pairs.Differences, _mixture, level));
        var judgement = Judgement.Of(evidence, strict, level, declared, pairs);
        var (one, other) = (cells(left), cells(right));
        return new(
            kind, declared.Name, one.Index, other.Index, one.Label, other.Label,
            _order.Length, summary.Pairs, pairs.Beyond, pairs.Excluded, pairs.LeftDiverged, pairs.RightDiverged,
            pairs.IsIncomplete, summary.MeanDifference, summary.Deviation, summary.Correlation, summary.PairingGain,
            summary.SharePositive, summary.Effect, ViewOf(interval), ViewOf(strict), interval.IsEmpty || strict.IsEmpty,
            evidence.P, adjustedP, judgement.Verdict, judgement.BeyondMargin,
            judgement.Verdict is Verdict.Undecided && judgement.Note is null
                ? SeedsToDecide.More(
                    summary.Pairs, evidence.Mean, evidence.Deviation, declared.Margin, _mixture, level)
                : null,
            judgement.Note ?? (summary.AreIdentical ? "every pair is equal" : null));
    }

    private static IntervalView? ViewOf(ConfidenceSequence sequence) =>
        sequence is { IsFinite: true, IsEmpty: false } ? new(sequence.Lower, sequence.Upper) : null;
}
