namespace Seedbed.Cli.Plans;

using System.Globalization;
using Seedbed.Data;
using Seedbed.Messages.Programs;
using Spectre.Console;

/// <summary>Program descriptions for people who write study files.</summary>
internal static class ProgramTables
{
    public static void PrintAll(IAnsiConsole console, IReadOnlyList<ProgramDescription> programs)
    {
        var table = PlainTable.Of("program", "version", "lanes", "data", "what it does");
        foreach (var program in programs)
            table.AddTexts(
                program.Name, program.Version, $"up to {program.MaxLanes}", program.Data is null ? "no" : "yes",
                program.Summary);
        console.Write(table);
        console.WriteLine("seedbed describe PROGRAM shows parameters and metrics.");
    }

    public static void Print(IAnsiConsole console, ProgramDescription program)
    {
        console.WriteLine($"{program.Identity}: {program.Summary} Trains up to {program.MaxLanes} jobs in one pack.");
        if (program.Guarantees is { } guarantees) console.WriteLine(guarantees);

        var parameters = PlainTable.Of("parameter", "default", "allowed", "unit", "per lane", "meaning");
        foreach (var parameter in program.Parameters)
            parameters.AddTexts(
                parameter.Name, parameter.Default, Allowed(parameter), parameter.Unit ?? "",
                parameter.PerLane ? "yes" : "", parameter.Summary);
        console.Write(parameters);

        var metrics = PlainTable.Of("metric", "reported", "better", "unit", "meaning");
        foreach (var metric in program.Metrics)
            metrics.AddTexts(
                metric.Name, Reported(metric.Scope), Better(metric.Direction), metric.Unit ?? "",
                metric.Summary);
        console.Write(metrics);

        if (program.Data is not { } data) return;
        var columns = PlainTable.Of("data column", "kind", "needed", "meaning");
        foreach (var role in data.Roles)
            columns.AddTexts(role.Name, KindOf(role), role.Required ? "yes" : "no", role.Summary);
        console.Write(columns);
        console.WriteLine(
            $"Evaluation parts: {string.Join(", ", data.FixedParts)}, and each domain outside the in-domain one.");
    }

    private static string KindOf(RoleDescription role)
    {
        var kind = role.Kind ?? RoleKinds.OfName(role.Name);
        return $"{kind.ToString().ToLowerInvariant()}{(kind.TakesSeveralColumns() ? ", one column or several" : "")}";
    }

    private static string Allowed(ParameterDescription parameter) => parameter.Type switch
    {
        ParameterType.Choice => string.Join(", ", parameter.Choices ?? []),
        ParameterType.Flag => "true, false",
        _ when parameter.MultipleOf is > 1 and var factor => $"{Range(parameter)}, a multiple of {factor}",
        _ => Range(parameter),
    };

    private static string Range(ParameterDescription parameter) => (parameter.Minimum, parameter.Maximum) switch
    {
        (null, null) => "any number",
        ({ } minimum, null) => $"{Number(minimum)} or more",
        (null, { } maximum) => $"up to {Number(maximum)}",
        ({ } minimum, { } maximum) => $"{Number(minimum)} to {Number(maximum)}",
    };

    private static string Reported(MetricScope scope) => scope switch
    {
        MetricScope.Curve => "along the run",
        MetricScope.Final => "at the end",
        MetricScope.CurveAndFinal => "along the run, at the end",
        _ => "at the end, for each part: PART.NAME",
    };

    private static string Better(MetricDirection direction) => direction switch
    {
        MetricDirection.HigherIsBetter => "higher",
        MetricDirection.LowerIsBetter => "lower",
        _ => "",
    };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
