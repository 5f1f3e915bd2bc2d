namespace Seedbed.Data.Surveys;

/// <summary>What a factor or numeric column holds in the rows that a study uses.</summary>
/// <param name="Parts">Part to what it holds there; parts without rows are left out.</param>
/// <param name="Overflowed">Whether it is a factor of more different values than are compared.</param>
public sealed record ColumnSurvey(
    string Column, RoleKind Kind, IReadOnlyDictionary<string, ColumnPart> Parts, bool Overflowed = false);

/// <summary>What a column holds in one part.</summary>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Values">Of a factor: how many rows have each value; empty where there are too many.</param>
/// <param name="Numbers">Of a numeric column: its numbers, of vectors their means.</param>
public sealed record ColumnPart(long Missing, IReadOnlyDictionary<string, long> Values, Moments? Numbers);
