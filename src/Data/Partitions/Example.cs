namespace Seedbed.Data.Partitions;

/// <summary>One row of the data, by role.</summary>
/// <param name="Row">Position among the rows of the file, from 0, whichever rows are taken.</param>
/// <param name="Text">Empty if the study names no text column.</param>
/// <param name="Label">Empty if the study names no label column.</param>
/// <param name="Domain">Null if the study names no domain column.</param>
/// <param name="SplitKey">What decides its part: equal keys are never split.</param>
public sealed record Example(long Row, string Text, string Label, string? Domain, string SplitKey)
{
    /// <summary>Symbols in their order; null if the study names no column of them.</summary>
    public IReadOnlyList<string>? Tokens { get; init; }

    /// <summary>A value for each factor column, null where it is missing.</summary>
    public IReadOnlyList<string?> Factors { get; init; } = [];

    /// <summary>A number for each numeric column, several for one of vectors, NaN where it is missing.</summary>
    public float[] Numbers { get; init; } = [];
}
