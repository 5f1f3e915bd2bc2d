namespace Seedbed.Cli.Studies;

using Seedbed.Data.Profiles;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;

/// <summary>A valid study file with what it refers to on this machine.</summary>
/// <param name="Text">The file as its user wrote it.</param>
/// <param name="DataPath">Where its data lies; null for a program without data.</param>
/// <param name="Profile">Its data as it divides it; null for a program without data.</param>
internal sealed record LoadedStudy(
    string Text, StudySpecification Specification, ProgramDescription Program, string? DataPath, DataProfile? Profile)
{
    /// <summary>Reads and validates a study file. Paths in it are relative to its folder.</summary>
    /// <param name="bundles">Where data that consists of several files lies until it is disposed.</param>
    /// <returns>The study, or every mistake in it.</returns>
    /// <exception cref="InfrastructureException">The file cannot be read.</exception>
    public static (LoadedStudy? Study, IReadOnlyList<Mistake> Mistakes) Read(
        string file, IReadOnlyList<ProgramDescription> programs, int? lanes, BundleFolder bundles)
    {
        var text = ReadText(file);
        string? data = null;
        var reading = StudyFile.Read(
            text, programs, Locate, lanes, files => data = bundles.Write(files));
        if (reading.Specification is not { } specification) return (null, reading.Mistakes);

        var program = programs.First(program => program.Identity == specification.Program);
        var profile = specification.Data is { } declared && reading.Survey is { } survey
            ? DataProfile.Of(declared, survey)
            : null;
        return (new(text, specification, program, data, profile), []);

        string? Locate(string path)
        {
            var full = Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".");
            return data = File.Exists(full) ? full : null;
        }
    }

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException($"Cannot read the study file: {exception.Message}", exception);
        }
    }
}
