namespace Seedbed.Cli.Commands;

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Seedbed.Cli.Local;
using Seedbed.Cli.Profiles;
using Seedbed.Cli.Programs;
using Seedbed.Cli.Results;
using Seedbed.Cli.Studies;
using Seedbed.Data.Profiles;
using Seedbed.Data.Tables;

/// <summary><c>seedbed data FILE</c>: what a data file holds, or how a study divides its data.</summary>
internal static class DataCommand
{
    private static readonly string[] StudyEndings = [".yaml", ".yml"];

    public static Command Create()
    {
        var file = StudyArguments.File("A data file, or a study file whose data is described as the study divides it.");
        var files = StudyArguments.Programs();
        var json = StudyArguments.Json("Print the description as JSON.");
        var command = new Command("data", "Describes data: columns, classes, parts, shifts, missing values.")
        {
            file, files, json,
        };
        command.SetAction((parsed, cancellation) => DescribeAsync(
            parsed.GetRequiredValue(file), ProgramFiles.Of(parsed.GetRequiredValue(files)), parsed.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> DescribeAsync(
        string file, ProgramFiles files, bool json, CancellationToken cancellation)
    {
        if (StudyEndings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            return await DescribeStudyAsync(file, files, json, cancellation);
        if (TableFormat.Of(file) is not null) return await DescribeFileAsync(file, json);

        await Console.Error.WriteLineAsync(
            $"{file} is neither a study ({string.Join(", ", StudyEndings)}) "
            + $"nor data that can be read ({string.Join(", ", TableFormat.Endings)}).");
        return ExitCode.Invalid;
    }

    private static async Task<int> DescribeStudyAsync(
        string file, ProgramFiles files, bool json, CancellationToken cancellation)
    {
        var executables = ChildExecutables.FindBeside(AppContext.BaseDirectory);
        var programs = await InstalledPrograms.ReadAsync(
            executables.Trainer, files, DescriptionCache.OfUser(), cancellation);
        using var bundles = new BundleFolder();
        var (study, mistakes) = LoadedStudy.Read(file, programs, lanes: null, bundles);
        if (study is null)
        {
            StudyArguments.Report(file, mistakes);
            return ExitCode.Invalid;
        }

        if (study.Profile is not { } profile)
        {
            await Console.Error.WriteLineAsync(
                $"{file}: {study.Program.Name} takes no data, so there is none to describe.");
            return ExitCode.Invalid;
        }

        if (json) Print(profile, ResultsJson.Readable.DataProfile);
        else DataTables.Print(Screen.Open(), profile);
        return ExitCode.Success;
    }

    private static async Task<int> DescribeFileAsync(string file, bool json)
    {
        try
        {
            var profile = FileProfile.Of(file, Path.GetFileName(file));
            if (json) Print(profile, ResultsJson.Readable.FileProfile);
            else FileTable.Print(Screen.Open(), profile);
            foreach (var mistake in profile.Mistakes) await Console.Error.WriteLineAsync(mistake);
            return profile.Mistakes.Count == 0 ? ExitCode.Success : ExitCode.Invalid;
        }
        catch (InvalidDataException unreadable)
        {
            await Console.Error.WriteLineAsync($"{file}: {unreadable.Message}");
            return ExitCode.Invalid;
        }
    }

    private static void Print<T>(T document, JsonTypeInfo<T> type) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(document, type));
}
