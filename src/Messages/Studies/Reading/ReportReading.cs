namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Data;
using Seedbed.Messages.Programs;

/// <summary>
/// Reads <c>report</c> and <c>select</c>: which finals are looked at, and which epoch they come from.
/// </summary>
/// <param name="data">Null where it has mistakes of its own: then any domain may be named.</param>
internal sealed class ReportReading(ProgramDescription program, DataSpecification? data, Mistakes mistakes)
{
    private const string Validation = "val.";
    private const string Best = "best ";
    private const string Last = "last";

    private readonly string[] finals = [.. FinalNames.Of(program, data).Select(final => final.Name)];

    /// <param name="hasGrid">Whether a config has more than one point.</param>
    public ReportSpecification Report(
        YamlNode? node, IReadOnlyList<ConfigSpecification> configs, Selection selection, bool hasGrid)
    {
        var section = node is null
            ? null
            : Section.Read(node, "report", ["metrics", "against", .. ComparisonReading.Keys], mistakes);
        var metrics = section?.Optional("metrics") is { } metricsNode ? Metrics(metricsNode) : DefaultMetrics();
        var against = section?.Optional("against") is { } againstNode
            ? Scalars.OneOf(againstNode, "config", [.. configs.Select(config => config.Name)], mistakes)
            : null;
        return new ComparisonReading(program, data, mistakes)
            .Read(section, metrics, against?.Text, selection, hasGrid);
    }

    public Selection Selection(YamlNode? node)
    {
        string[] selectable = [.. program.Metrics.Where(IsSelectable).Select(selected => selected.Name)];
        string[] allowed = [Last, .. selectable.Select(selected => Best + selected)];
        if (node is null) return Studies.Selection.Last;
        if (Scalars.Text(node, $"one of {string.Join(", ", allowed)}", mistakes) is not { Text: not Last } text)
            return Studies.Selection.Last;

        if (!text.Text.StartsWith(Best, StringComparison.Ordinal))
        {
            mistakes.At(text, Wording.Unknown(text.Text, "way to select the epoch", allowed));
            return Studies.Selection.Last;
        }

        var metric = text.Text[Best.Length..].Trim();
        if (selectable.Contains(metric)) return CheckValidated(text, new Selection(metric));
        mistakes.At(text, finals.Contains(metric) && !metric.StartsWith(Validation, StringComparison.Ordinal)
            ? $"'{metric}' is no validation metric: choosing the epoch by what is reported makes the reported value "
                + "too good. "
                + Wording.Allowed(selectable)
            : Wording.Unknown(metric, $"validation metric of {program.Name}", selectable));
        return Studies.Selection.Last;
    }

    private static bool IsSelectable(MetricDescription metric) =>
        metric is { Scope: MetricScope.CurveAndFinal, Direction: not MetricDirection.None }
        && metric.Name.StartsWith(Validation, StringComparison.Ordinal);

    private Selection CheckValidated(YamlText place, Selection selection)
    {
        if (data?.Split.Validation == 0)
            mistakes.At(place,
                $"'{selection.BestBy}' has no value: the validation part is empty. Make 'data.split.validation' "
                + "larger than 0.");
        return selection;
    }

    private List<string> Metrics(YamlNode node)
    {
        var metrics = new List<string>();
        if (node is not YamlList { Items.Count: > 0 } list)
        {
            Scalars.Report(node, "a list of metrics", mistakes);
            return metrics;
        }

        if (list.Items.Count > StudyLimits.ReportMetrics)
            mistakes.At(list, $"The report has {list.Items.Count} metrics; {StudyLimits.ReportMetrics} are allowed.");
        foreach (var item in list.Items)
            if (Scalars.Text(item, "the name of a metric", mistakes) is { } metric)
                if (!IsFinal(metric.Text)) mistakes.At(metric, NotFinal(metric.Text));
                else if (metrics.Contains(metric.Text)) mistakes.At(metric, $"'{metric.Text}' is listed twice.");
                else metrics.Add(metric.Text);
        return metrics;
    }

    private bool IsFinal(string name) => finals.Contains(name) || (IsDataUnknown && IsOfSomePart(name));

    private bool IsDataUnknown => program.Data is not null && data is null;

    private bool IsOfSomePart(string name) =>
        program.Metrics.Any(
            metric => metric.Scope is MetricScope.EvaluationPart && name.EndsWith(
                $".{metric.Name}", StringComparison.Ordinal));

    private string NotFinal(string name)
    {
        if (program.Metrics.Any(metric => metric.Scope is MetricScope.Curve && metric.Name == name))
            return $"'{name}' is reported along the run only and has no final value."
                + $"{Wording.DidYouMean(name, finals)} {Wording.Allowed(finals)}";
        if (data?.InDomain is [var inDomain]
            && name.StartsWith($"{inDomain}.", StringComparison.Ordinal) && IsOfSomePart(name))
            return $"'{inDomain}' is the domain that is trained on; what is kept out of training for evaluation is "
                + "called "
                + $"{string.Join(", ", program.Data?.FixedParts ?? [])}. {Wording.Allowed(finals)}";
        return Wording.Unknown(name, $"final metric of {program.Name}", finals);
    }

    /// <summary>
    /// The finals that say how good a job is: of the parts there always are if the program evaluates parts, otherwise
    /// all that have a direction, or all there are.
    /// </summary>
    private List<string> DefaultMetrics()
    {
        var directed = FinalNames.Of(program, data)
            .Where(final => final.Metric.Direction is not MetricDirection.None).ToList();
        var ofParts = directed.Where(final => final.Metric.Scope is MetricScope.EvaluationPart
            && (program.Data?.FixedParts ?? []).Any(part => final.Name == $"{part}.{final.Metric.Name}"));
        IEnumerable<string>[] preferences =
            [ofParts.Select(final => final.Name), directed.Select(final => final.Name), finals];
        return [.. (preferences.FirstOrDefault(names => names.Any()) ?? []).Take(StudyLimits.ReportMetrics)];
    }
}
