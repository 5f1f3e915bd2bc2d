namespace Seedbed.Cli.Plans;

using System.Text.Json.Serialization;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;

/// <summary>What a study file would run: totals of the whole grid and its first cells.</summary>
/// <param name="Seeds">Seeds of each cell.</param>
/// <param name="Axes">How the seeds come about: source to its values, such as <c>0..4</c>.</param>
/// <param name="Standing">How the study shares slots with others.</param>
internal sealed record StudyPlan(
    string Study,
    ProgramIdentity Program,
    string? Data,
    int Cells,
    long Seeds,
    long Jobs,
    int Lanes,
    IReadOnlyDictionary<string, string> Axes,
    IReadOnlyList<PlannedCell> First,
    Standing Standing)
{
    /// <summary>Expands the first cells only: a grid of a million costs what its first page costs.</summary>
    /// <param name="limit">How many cells are listed at most.</param>
    public static StudyPlan Of(StudySpecification study, int limit)
    {
        var cells = new CellPlan(study);
        var axes = study.Seeds.Axes.ToDictionary(axis => axis.Source, ValuesOf);
        if (study.Seeds.Repeats > 1) axes["repeat"] = $"0..{study.Seeds.Repeats - 1}";
        return new(
            study.Name.Name,
            study.Program,
            study.Data?.FileName,
            cells.Count,
            study.Seeds.Count,
            cells.Count * study.Seeds.Count,
            study.Lanes,
            axes,
            [.. from index in Enumerable.Range(0, Math.Min(limit, cells.Count))
                let cell = cells[index]
                select new PlannedCell(
                    cell.Index, cell.Config, cell.Ablation, cell.Grid.ToDictionary(), cell.Parameters)],
            study.Standing);
    }

    private static string ValuesOf(SeedAxis axis) =>
        axis.Listed is { } listed ? string.Join(", ", listed) : axis.Count == 1 ? "0" : $"0..{axis.Count - 1}";
}

/// <param name="Parameters">Every parameter of the program as the cell's jobs get it.</param>
internal sealed record PlannedCell(
    int Cell, string Config, string? Ablation, IReadOnlyDictionary<string, string> Grid,
    IReadOnlyDictionary<string, string> Parameters);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StudyPlan))]
internal sealed partial class PlanJson : JsonSerializerContext;
