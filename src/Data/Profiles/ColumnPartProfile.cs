namespace Seedbed.Data.Profiles;

using Seedbed.Data.Partitions;
using Seedbed.Data.Surveys;

/// <summary>What a column holds in one part.</summary>
/// <param name="Rows">All rows that fall into the part.</param>
/// <param name="Missing">Those without a value; where such rows are a mistake there are none.</param>
/// <param name="Shift">
/// Of a factor from the training part, a missing value being one of its own; null for that part itself.
/// </param>
/// <param name="Numbers">Of a numeric column; null without numbers.</param>
public sealed record ColumnPartProfile(string Part, long Rows, long Missing, Shift? Shift, NumberProfile? Numbers)
{
    /// <param name="trained">What the column holds in the training part.</param>
    internal static ColumnPartProfile Of(
        string part, long rows, ColumnPart? found, ColumnPart? trained, bool overflowed) => new(
        part, rows, found?.Missing ?? 0,
        found is { Numbers: null } && trained is not null && part != PartNames.Training && !overflowed
            ? Profiles.Shift.Between(WithMissing(trained), WithMissing(found))
            : null,
        found?.Numbers is { Count: > 0 } numbers
            ? NumberProfile.Of(numbers, part == PartNames.Training ? null : trained?.Numbers)
            : null);

    /// <summary>A name that no value has stands for one that is missing.</summary>
    private static Dictionary<string, long> WithMissing(ColumnPart part) =>
        new(part.Values, StringComparer.Ordinal) { [""] = part.Missing };
}

/// <summary>The numbers of a column, of vectors the mean of each.</summary>
/// <param name="StandardDeviation">With n − 1; null of one number.</param>
/// <param name="MeanShift">
/// How far the mean lies from that of the training part, in the training part's standard deviations; null for that part
/// itself or where they are 0. Glass, "Primary, secondary, and meta-analysis of research", Educational Researcher 5
/// (1976).
/// </param>
public sealed record NumberProfile(
    double Minimum, double Maximum, double Mean, double? StandardDeviation, double? MeanShift)
{
    internal static NumberProfile Of(Moments numbers, Moments? trained) => new(
        numbers.Minimum, numbers.Maximum, numbers.Mean, numbers.StandardDeviation,
        trained is { StandardDeviation: double deviation and > 0 } training
            ? (numbers.Mean - training.Mean) / deviation
            : null);
}
