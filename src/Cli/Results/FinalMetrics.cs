namespace Seedbed.Cli.Results;

using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;

/// <summary>Which finals the jobs of a study have.</summary>
internal static class FinalMetrics
{
    /// <summary>
    /// Full names in the order of the program's description; a metric of evaluation parts once for each part: the fixed ones, then
    /// each domain outside the in-domain one.
    /// </summary>
    public static IReadOnlyList<string> Of(ProgramDescription program, DataSpecification? data)
    {
        IReadOnlyList<string> parts =
            [.. program.Data?.FixedParts ?? [], .. data?.Domains.Where(domain => domain != data.InDomain) ?? []];
        return
        [
            .. program.Metrics
                .Where(metric => metric.Scope is MetricScope.Final or MetricScope.CurveAndFinal)
                .Select(metric => metric.Name),
            .. parts.SelectMany(part => program.Metrics
                .Where(metric => metric.Scope == MetricScope.EvaluationPart)
                .Select(metric => $"{part}.{metric.Name}")),
        ];
    }
}
