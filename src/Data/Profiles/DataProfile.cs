namespace Seedbed.Data.Profiles;

using Seedbed.Data.Partitions;
using Seedbed.Data.Surveys;

/// <summary>A study's data as the study divides it: what there is to learn from, and what is different in what
/// part.</summary>
/// <param name="File">The file's own name.</param>
/// <param name="Content">Hash of the file as it lies.</param>
/// <param name="Bytes">Size of the file as it lies.</param>
/// <param name="Rows">Rows of the file.</param>
/// <param name="NotTaken">Rows that <c>take</c> leaves out.</param>
/// <param name="OfOtherLabels">Rows taken whose label is none of the study's classes.</param>
/// <param name="Labels">Different labels of the rows that are taken; 0 if there is no label column.</param>
/// <param name="Classes">The study's classes, most frequent first; empty if there is no label column.</param>
/// <param name="Parts">In the order training, validation, test, others.</param>
/// <param name="Columns">The columns that have roles: roles in ordinal order, the columns of each in theirs.</param>
public sealed record DataProfile(
    string File,
    ContentHash Content,
    long Bytes,
    long Rows,
    long NotTaken,
    long OfOtherLabels,
    int Labels,
    IReadOnlyList<string> Classes,
    IReadOnlyList<PartProfile> Parts,
    IReadOnlyList<ColumnProfile> Columns)
{
    /// <param name="data">As the study declares it, domains included.</param>
    /// <param name="survey">What one pass over it found; it has no mistakes.</param>
    public static DataProfile Of(DataSpecification data, DataSurvey survey)
    {
        var hasLabels = data.ColumnsOf(RoleKind.Label).Any();
        var classes = LabelSelection.Of(DataSurvey.InDomain(survey.Counts), data);
        var kept = classes.ToHashSet();
        var used = survey.Counts.Where(count => kept.Contains(count.Key.Label)).ToList();
        var (taken, rows) = (survey.Counts.Values.Sum(), used.Sum(count => count.Value));
        var named = hasLabels ? classes : [];
        return new(
            data.FileName, data.Content, data.Bytes, survey.Rows,
            survey.Rows - taken, taken - rows,
            hasLabels ? survey.Counts.Keys.Select(stratum => stratum.Label).Distinct().Count() : 0,
            named,
            PartProfile.Of(data, named, used, rows),
            ColumnProfile.Of(data, survey));
    }
}
