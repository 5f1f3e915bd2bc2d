namespace Seedbed.Messages.Studies;

using Seedbed.Data;
using Seedbed.Data.Surveys;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies.Reading;

/// <summary>
/// Reads and validates study files. The same code runs in the command line tool and in the coordinator.
/// </summary>
public static class StudyFile
{
    /// <summary>Reads a study file, checks everything in it, and reports every mistake at once.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="programs">Descriptions of the programs there are.</param>
    /// <param name="locate">Finds the data file that a path in the study means; null if there is none.</param>
    /// <param name="lanes">Overrides the file's <c>lanes</c>; null leaves it.</param>
    /// <param name="bundle">
    /// Makes one file of several by <see cref="Bundle"/> and says where it lies; null where they are one already, which
    /// every path leads to.
    /// </param>
    public static StudyReading Read(
        string text, IReadOnlyList<ProgramDescription> programs, Func<string, string?> locate, int? lanes = null,
        Func<IReadOnlyList<BundledFile>, string>? bundle = null)
    {
        var mistakes = new Mistakes();
        var paths = new PathReading(locate, bundle ?? (files => files[0].Path), mistakes);
        var reader = new StudyReader(programs, paths, lanes, mistakes);
        var specification = YamlTree.Read(text, mistakes) is { } root ? reader.Read(root) : null;
        return mistakes.Count == 0
            ? new(specification, [], reader.Survey)
            : new StudyReading(null, mistakes.InOrder());
    }
}

/// <summary>A validated study, or the mistakes in it: one of the two.</summary>
/// <param name="Mistakes">By line and column; empty if there is a specification.</param>
/// <param name="Survey">What one pass over the study's data found; null if it has mistakes or no data.</param>
public sealed record StudyReading(
    StudySpecification? Specification, IReadOnlyList<Mistake> Mistakes, DataSurvey? Survey = null);
