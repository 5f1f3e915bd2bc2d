namespace Seedbed.Cli.Plans;

using System.Globalization;
using Seedbed.Messages.Studies;
using Spectre.Console;

/// <summary>
/// A plan for people: a row per cell with the parameters in which the listed cells differ, then what all share.
/// </summary>
internal static class PlanTable
{
    public static void Print(IAnsiConsole console, StudyPlan plan)
    {
        var varied = plan.First
            .SelectMany(cell => cell.Parameters)
            .GroupBy(parameter => parameter.Key, parameter => parameter.Value)
            .Where(values => values.Distinct().Skip(1).Any())
            .Select(values => values.Key)
            .Order(StringComparer.Ordinal)
            .ToList();

        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["#", "config", "ablation", .. varied, "jobs"])
            table.AddColumn(new TableColumn(new Text(column)));
        foreach (var cell in plan.First)
        {
            string[] texts =
            [
                Number(cell.Cell), cell.Config, cell.Ablation ?? "",
                .. varied.Select(name => cell.Parameters.GetValueOrDefault(name, "")), Number(plan.Seeds),
            ];
            table.AddRow(texts.Select(text => new Text(text)));
        }

        console.Write(table);
        if (plan.Cells > plan.First.Count)
            console.WriteLine($"… and {Number(plan.Cells - plan.First.Count)} more cells");
        if (plan.First.Count > 0)
        {
            var shared = plan.First[0].Parameters.Where(parameter => !varied.Contains(parameter.Key))
                .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
                .Select(parameter => $"{parameter.Key}={parameter.Value}");
            console.WriteLine($"same in all of these: {string.Join(", ", shared)}");
        }

        var seeds = string.Join(
            " × ", plan.Axes.Select(axis => axis.Key == "all" ? axis.Value : $"{axis.Key} {axis.Value}"));
        console.WriteLine(
            $"program: {plan.Program}{(plan.Data is null ? "" : $", data: {plan.Data}")}, lanes: {plan.Lanes}");
        if (plan.Standing != Standing.Default)
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"beside other studies: weight {plan.Standing.Weight}, priority {plan.Standing.Priority}"));
        console.WriteLine($"seeds: {seeds}");
        console.WriteLine($"{Number(plan.Cells)} cells × {Number(plan.Seeds)} seeds = {Number(plan.Jobs)} jobs");
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
