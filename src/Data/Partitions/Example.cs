namespace Seedbed.Data.Partitions;

/// <summary>One row of the data, by role.</summary>
/// <param name="Row">Position among the rows of the file, from 0, whichever rows are taken.</param>
/// <param name="Domain">Null if the study names no domain column.</param>
/// <param name="SplitKey">What decides its part: equal keys are never split.</param>
public sealed record Example(long Row, string Text, string Label, string? Domain, string SplitKey);
