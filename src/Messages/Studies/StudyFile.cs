namespace Seedbed.Messages.Studies;

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
    public static StudyReading Read(
        string text, IReadOnlyList<ProgramDescription> programs, Func<string, string?> locate, int? lanes = null)
    {
        var mistakes = new Mistakes();
        var specification = YamlTree.Read(text, mistakes) is { } root
            ? new StudyReader(programs, locate, lanes, mistakes).Read(root)
            : null;
        return new StudyReading(mistakes.Count == 0 ? specification : null, mistakes.InOrder());
    }
}

/// <summary>A validated study, or the mistakes in it: one of the two.</summary>
/// <param name="Mistakes">By line and column; empty if there is a specification.</param>
public sealed record StudyReading(StudySpecification? Specification, IReadOnlyList<Mistake> Mistakes);
