namespace Seedbed.Cli.Commands;

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Seedbed.Cli.Local;
using Seedbed.Cli.Plans;
using Seedbed.Cli.Programs;
using Seedbed.Cli.Studies;

/// <summary><c>seedbed plan FILE</c>: the cells and jobs of a study, without running any.</summary>
internal static class PlanCommand
{
    private const int DefaultCells = 50;

    public static Command Create()
    {
        var file = StudyArguments.File();
        var files = StudyArguments.Programs();
        var lanes = StudyArguments.Lanes();
        var cells = StudyArguments.Within(1, null, new Option<int>("--cells")
        {
            Description = $"Show at most N cells. [default: {DefaultCells.ToString(CultureInfo.InvariantCulture)}]",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultCells,
        });
        var json = StudyArguments.Json("Print the plan as JSON.");
        var command = new Command("plan", "Checks a study file and prints its cells and jobs without running any.")
        {
            file, files, lanes, cells, json,
        };
        command.SetAction((parsed, cancellation) => PlanAsync(
            parsed.GetRequiredValue(file), ProgramFiles.Of(parsed.GetRequiredValue(files)), parsed.GetValue(lanes),
            parsed.GetValue(cells), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> PlanAsync(
        string file, ProgramFiles files, int? lanes, int cells, bool json, CancellationToken cancellation)
    {
        var executables = ChildExecutables.FindBeside(AppContext.BaseDirectory);
        var programs = await InstalledPrograms.ReadAsync(
            executables.Trainer, files, DescriptionCache.OfUser(), cancellation);
        using var bundles = new BundleFolder();
        var (study, mistakes) = LoadedStudy.Read(file, programs, lanes, bundles);
        if (study is null)
        {
            StudyArguments.Report(file, mistakes);
            return ExitCode.Invalid;
        }

        var plan = StudyPlan.Of(study.Specification, cells);
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(plan, PlanJson.Default.StudyPlan));
        else PlanTable.Print(Screen.Open(), plan);
        return ExitCode.Success;
    }
}
