namespace Seedbed.Messages.Programs;

using Seedbed.Data;
using Seedbed.Data.Partitions;
using Seedbed.Messages.Studies;

/// <summary>The finals a job of a program reports, by their full names.</summary>
public static class FinalNames
{
    /// <summary>Evaluation parts of a study: those the program always has, then those that its data has.</summary>
    public static IReadOnlyList<string> PartsOf(ProgramDescription program, DataSpecification? data) =>
        [.. program.Data?.FixedParts ?? [], .. PartNames.Others(data)];

    /// <summary>Full names in the program's order, part by part, with the metric each is a value of.</summary>
    public static IEnumerable<(string Name, MetricDescription Metric)> Of(
        ProgramDescription program, DataSpecification? data) =>
    [
        .. from metric in program.Metrics
           where metric.Scope is MetricScope.Final or MetricScope.CurveAndFinal
           select (metric.Name, metric),
        .. from part in PartsOf(program, data)
           from metric in program.Metrics
           where metric.Scope is MetricScope.EvaluationPart
           select ($"{part}.{metric.Name}", metric),
    ];
}
