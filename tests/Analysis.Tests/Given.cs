namespace Seedbed.Analysis.Tests;

using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;

/// <summary>A study of a baseline, a research config and two ablations, and its analysis.</summary>
internal static class Given
{
    public const int Baseline = 0, Research = 1, NoPositions = 2, NoWeights = 3;

    public static readonly ReportedMetric Accuracy = new(
        "test.accuracy", "accuracy", "test", true, MetricDirection.HigherIsBetter, 0, null);

    public static readonly ReportedMetric Loss = new(
        "test.loss", "loss", "test", true, MetricDirection.LowerIsBetter, null, null);

    public static StudySpecification Study(
        int seeds = 10, ReportSpecification? report = null, IReadOnlyList<GridAxis>? grid = null,
        SeedPlan? plan = null) => new(
        new("stress"), new("mlp-teacher", "1", null), null, plan ?? SeedPlan.Range(seeds),
        new Dictionary<string, string>(), grid ?? [],
        [new("baseline", Set("a")), new("research", Set("b"))],
        [new("no-positions", "research", Set("c")), new("no-weights", "research", Set("d"))],
        report ?? Report(Accuracy), 1, 3, Selection.Last, new Dictionary<string, string>());

    public static ReportSpecification Report(params ReportedMetric[] metrics) =>
        new([.. metrics.Select(metric => metric.Name)], "baseline", metrics);

    public static StudyAnalysis Analysis(StudySpecification study) => new(study, position => study.Seeds[position]);

    public static Score Scored(params double[] finals) => new Score.Completed(finals);

    public static ComparisonsView ViewOf(StudyAnalysis analysis) => analysis.View(cell => (cell, $"cell {cell}"));

    public static ComparisonView Row(StudyAnalysis analysis, int left, int right, int metric = 0) =>
        ViewOf(analysis).Shown.Where(row => (row.Left, row.Right) == (left, right)).ElementAt(metric);

    private static Dictionary<string, string> Set(string value) => new() { ["model"] = value };
}
