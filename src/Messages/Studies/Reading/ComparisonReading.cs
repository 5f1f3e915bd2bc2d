namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Data;
using Seedbed.Messages.Programs;

/// <summary>
/// Reads what comparisons rest on: <c>margin</c>, <c>diverged</c>, <c>alpha</c> and <c>tau</c> of a report. What a
/// metric is comes from the program.
/// </summary>
internal sealed class ComparisonReading(ProgramDescription program, DataSpecification? data, Mistakes mistakes)
{
    private const string Worst = "worst";
    private const string Exclude = "exclude";
    private const string Validation = "val.";

    /// <summary>Keys of <c>report</c> that are read here.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["margin", "diverged", "alpha", "tau"];

    /// <param name="report">Null for a study that says nothing of its report.</param>
    public ReportSpecification Read(
        Section? report, IReadOnlyList<string> metrics, string? against, Selection selection, bool hasGrid)
    {
        var margins = report?.Optional("margin") is { } margin ? Margins(margin, metrics) : _ => null;
        var diverged = report?.Optional("diverged") is { } rule
            ? Scalars.OneOf(rule, "rule for diverged seeds", [Worst, Exclude], mistakes)?.Text
            : Worst;
        var finals = FinalNames.Of(program, data).ToDictionary(final => final.Name, final => final.Metric);
        return new(
            metrics, against,
            [.. metrics.Where(finals.ContainsKey).Select(name => Declare(name, finals[name], margins(name)))],
            hasGrid ? TunedBy(metrics, selection) : null,
            diverged == Exclude,
            Positive(report, "alpha", StudyLimits.Alpha),
            Positive(report, "tau", StudyLimits.Tau));
    }

    private double? Positive(Section? report, string key, double most)
    {
        if (report?.Optional(key) is not { } node) return null;

        var number = Scalars.Number(node, 0, most, mistakes);
        if (number is 0) Scalars.Report(node, "a number above 0", mistakes);
        return number;
    }

    /// <summary>One margin for all metrics, or one for each that is named.</summary>
    private Func<string, double?> Margins(YamlNode node, IReadOnlyList<string> metrics)
    {
        if (node is not YamlTable)
        {
            var margin = Margin(node);
            return _ => margin;
        }

        var named = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (var (name, value) in Section.Read(node, "report.margin", [.. metrics], mistakes)?.Entries ?? [])
            named[name.Text] = Margin(value);
        return name => named.GetValueOrDefault(name);
    }

    private double? Margin(YamlNode node)
    {
        var margin = Scalars.Number(node, 0, null, mistakes);
        if (margin is 0) Scalars.Report(node, "a margin above 0: differences below it do not matter", mistakes);
        return margin;
    }

    private ReportedMetric Declare(string name, MetricDescription metric, double? margin)
    {
        var part = metric.Scope is MetricScope.EvaluationPart ? name[..^(metric.Name.Length + 1)] : null;
        return new(
            name, metric.Name, part, part is not null && program.Data?.FixedParts.Contains(part) == true,
            metric.Direction, metric.Worst, metric.Unit, margin);
    }

    /// <summary>
    /// The metric that selects epochs; else the validation counterpart of the first reported metric that has one; else
    /// the first validation metric with a direction.
    /// </summary>
    private ReportedMetric? TunedBy(IReadOnlyList<string> metrics, Selection selection)
    {
        var candidates = program.Metrics.Where(metric =>
            metric is { Scope: MetricScope.CurveAndFinal, Direction: not MetricDirection.None }
            && metric.Name.StartsWith(Validation, StringComparison.Ordinal)).ToList();
        var counterparts = metrics.Select(
            name => Validation + name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        var chosen = candidates.Find(metric => metric.Name == selection.BestBy)
            ?? counterparts.Select(name => candidates.Find(metric => metric.Name == name)).FirstOrDefault(
                metric => metric is not null)
            ?? candidates.FirstOrDefault();
        return chosen is null ? null : Declare(chosen.Name, chosen, margin: null);
    }
}
