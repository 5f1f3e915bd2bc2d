namespace Seedbed.Data;

using MessagePack;

/// <summary>
/// How in-domain rows fall into training, validation and test part. Fixed by the study, never by a job's seed.
/// </summary>
/// <param name="By"><c>random</c> or <c>hash</c>.</param>
/// <param name="Of">For <c>hash</c>: the column whose prefix is hashed, so that related rows stay together.</param>
/// <param name="Prefix">For <c>hash</c>: how many leading characters are hashed; null hashes the whole value.</param>
/// <param name="Validation">Share of the rows, 0 to 1.</param>
/// <param name="Test">Share of the rows, 0 to 1.</param>
[MessagePackObject]
public sealed record SplitSpecification(
    [property: Key(0)] string By,
    [property: Key(1)] string? Of,
    [property: Key(2)] int? Prefix,
    [property: Key(3)] double Validation,
    [property: Key(4)] double Test,
    [property: Key(5)] long Seed);
