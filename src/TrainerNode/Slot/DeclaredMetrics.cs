namespace Seedbed.TrainerNode.Slot;

using System.Collections.Frozen;
using System.Globalization;
using Seedbed.Data;
using Seedbed.Data.Partitions;
using Seedbed.Messages;
using Seedbed.Training.Programs;

/// <summary>
/// The full names a program may report for a study's data, so that a misspelt metric fails where it is reported.
/// </summary>
public sealed class DeclaredMetrics
{
    private readonly string _program;
    private readonly FrozenSet<string> _curves;
    private readonly FrozenSet<string> _finals;

    /// <param name="data">Whose domains and times are evaluation parts; null for a program without data.</param>
    public DeclaredMetrics(ProgramDescription program, DataSpecification? data)
    {
        _program = program.Name;
        string[] parts = [.. program.Data?.FixedParts ?? [], .. PartNames.Others(data)];
        _curves = Named(program, MetricScope.Curve, MetricScope.CurveAndFinal).ToFrozenSet();
        var ofParts =
            from metric in Named(program, MetricScope.EvaluationPart)
            from part in parts
            select $"{part}.{metric}";
        _finals = Named(program, MetricScope.Final, MetricScope.CurveAndFinal).Concat(ofParts).ToFrozenSet();
    }

    /// <exception cref="InvalidOperationException">The program declares no such curve.</exception>
    public void RequireCurve(string metric) => Require(metric, _curves, "curve");

    /// <exception cref="InvalidOperationException">The program declares no such final.</exception>
    public void RequireFinal(string metric) => Require(metric, _finals, "final");

    /// <exception cref="InvalidOperationException">
    /// The program declares no such final, or one has no finite value.
    /// </exception>
    public void RequireFinals(IReadOnlyDictionary<string, double> finals)
    {
        foreach (var metric in finals.Keys) RequireFinal(metric);

        var wrong = string.Join(", ", from final in finals
                                      where !double.IsFinite(final.Value)
                                      select string.Create(
                                          CultureInfo.InvariantCulture, $"{final.Key} = {final.Value}"));
        if (wrong.Length > 0)
        {
            throw new InvalidOperationException(
                $"The program '{_program}' completed a lane with {wrong}. A final is a finite number: leave out a "
                + "metric that has no value, and end a lane whose loss is no longer finite by Diverge.");
        }
    }

    private static IEnumerable<string> Named(ProgramDescription program, params MetricScope[] scopes) =>
        program.Metrics.Where(metric => scopes.Contains(metric.Scope)).Select(metric => metric.Name);

    private void Require(string metric, FrozenSet<string> declared, string kind)
    {
        if (declared.Contains(metric)) return;

        string[] allowed = [.. declared.Order(StringComparer.Ordinal)];
        throw new InvalidOperationException(
            $"The program '{_program}' reported the {kind} '{metric}', which its description does not declare. "
            + (NearestName.Of(metric, allowed) is { } nearest ? $"Did you mean '{nearest}'? " : "")
            + (allowed.Length == 0 ? $"It declares no {kind}." : $"It declares {string.Join(", ", allowed)}."));
    }
}
