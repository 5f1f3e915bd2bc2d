namespace Seedbed.Analysis;

using Seedbed.Messages.Http;

/// <summary>Two cells whose jobs are paired by seed.</summary>
/// <param name="Left">Position of the cell in the study's plan.</param>
/// <param name="Right">What it is compared with.</param>
public readonly record struct Comparison(ComparisonKind Kind, int Left, int Right);
