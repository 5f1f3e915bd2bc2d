namespace Seedbed.Cli.Commands;

using System.CommandLine;
using System.Text.Json;
using Seedbed.Cli.Local;
using Seedbed.Cli.Programs;
using Seedbed.Cli.Progress;
using Seedbed.Cli.Results;
using Seedbed.Cli.Running;
using Seedbed.Cli.Studies;
using Spectre.Console;

/// <summary><c>seedbed run FILE</c>: a study from file to results on this machine.</summary>
internal static class RunCommand
{
    private const string Description =
        "Runs a study on this machine and writes its results; again, it goes on where it stopped. "
        + "Exit codes: see seedbed --help.";

    public static Command Create()
    {
        var file = StudyArguments.File();
        var files = StudyArguments.Programs();
        var lanes = StudyArguments.Lanes();
        var device = new Option<string>("--device")
        {
            Description = "What packs are trained on. CUDA needs a build with -p:Torch=cuda.",
            DefaultValueFactory = _ => TrainerOptions.Devices[0],
        };
        device.AcceptOnlyFromAmong([.. TrainerOptions.Devices]);
        var slots = StudyArguments.Within(1, TrainerOptions.MaxSlots, new Option<int?>("--slots")
        {
            Description = "Train N packs at the same time, one process and one math thread each. "
                + "[default: one per core, or per CUDA device with --device cuda]",
            HelpName = "N",
        });
        var results = new Option<string?>("--out")
        {
            Description = "Folder for results and for what is needed to go on later. [default: runs/NAME]",
            HelpName = "DIR",
        };
        var json = StudyArguments.Json(
            "Print one JSON document with the results on standard output and nothing else there.");
        var noLive = new Option<bool>("--no-live")
        {
            Description = "Print plain lines instead of a table that is redrawn.",
        };
        var acceptChanges = new Option<bool>("--accept-changes")
        {
            Description = "Begin anew a study that was begun with another program or other data; what it had is kept "
                + "apart. Without it a terminal is asked.",
        };

        var command = new Command("run", Description)
        {
            file, files, device, slots, lanes, results, json, noLive, acceptChanges,
        };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(file),
            new(
                parsed.GetRequiredValue(device), parsed.GetValue(slots),
                ProgramFiles.Of(parsed.GetRequiredValue(files))),
            parsed.GetValue(lanes),
            parsed.GetValue(results),
            parsed.GetValue(json),
            live: !parsed.GetValue(noLive),
            parsed.GetValue(acceptChanges)));
        return command;
    }

    private static async Task<int> RunAsync(
        string file, TrainerOptions trainer, int? lanes, string? results, bool json, bool live, bool acceptChanges)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        using var interruption = new Interruption();
        var executables = ChildExecutables.FindBeside(AppContext.BaseDirectory);
        var programs = await InstalledPrograms.ReadAsync(
            executables.Trainer, trainer.Programs, DescriptionCache.OfUser(), interruption.Requested);
        using var bundles = new BundleFolder();
        var (study, mistakes) = LoadedStudy.Read(file, programs, lanes, bundles);
        if (study is null)
        {
            StudyArguments.Report(file, mistakes);
            return ExitCode.Invalid;
        }

        var options = new RunOptions(trainer, lanes, results ?? Path.Combine("runs", study.Specification.Name.Name));
        using var state = RunDirectory.Open(options.Results);
        var screen = Screen.Open();
        var redraws = live && screen.Profile.Capabilities is { Interactive: true, Ansi: true };
        IProgressView progress =
            json ? new LineProgress(Console.Error, time)
            : redraws ? new LiveProgress(screen, time)
            : new LineProgress(Console.Out, time);
        interruption.Forced.Register(() => screen.Cursor.Show());

        var canBeAsked = !json && !Console.IsInputRedirected && screen.Profile.Capabilities.Interactive;
        var consent = new ChangeConsent(acceptChanges, canBeAsked ? screen : null);

        var end = await new StudyRun(study, options, executables, state, progress, consent, interruption, time)
            .RunAsync();
        if (end is null)
        {
            await Console.Error.WriteLineAsync(
                "Stopped before results were written. The same command again goes on where it stopped.");
            return ExitCode.Interrupted;
        }

        if (json) PrintJson(study, end, options, time.GetElapsedTime(started));
        else EndReport.Print(screen, end, options.Results, time.GetElapsedTime(started));
        return end.ExitCode;
    }

    private static void PrintJson(LoadedStudy study, StudyEnd end, RunOptions options, TimeSpan elapsed)
    {
        var summary = new StudySummary(
            study.Specification.Name.Name,
            study.Specification.Program,
            end.View.IsFinished ? "finished" : "interrupted",
            end.ExitCode,
            Path.GetFullPath(options.Results),
            elapsed.TotalSeconds,
            end.View.Jobs,
            end.View.CellCount,
            end.View.Cells,
            end.View.Comparisons);
        Console.Out.WriteLine(JsonSerializer.Serialize(summary, ResultsJson.Readable.StudySummary));
    }
}
