namespace Seedbed.Data;

using System.Text.Json.Serialization;
using MessagePack;

/// <summary>
/// How in-domain rows fall into training, validation and test part. Fixed by the study, never by a job's seed.
/// </summary>
/// <param name="By">
/// One of <see cref="AtRandom"/>, <see cref="ByHash"/>, <see cref="ByColumn"/>, <see cref="ByTime"/>.
/// </param>
/// <param name="Of">
/// For <c>hash</c> the column whose prefix is hashed, so that related rows stay together; for <c>column</c> the one
/// that names each row's part; for <c>time</c> the one with each row's date or time.
/// </param>
/// <param name="Prefix">For <c>hash</c>: how many leading characters are hashed; null hashes the whole value.</param>
/// <param name="Validation">Share of the rows, 0 to 1; 0 for <c>column</c>.</param>
/// <param name="Test">Share of the rows, 0 to 1; 0 for <c>column</c>.</param>
/// <param name="Before">
/// For <c>time</c>, in the form 2000-01-31T12:00:00Z: rows from then on are the part <c>later</c>.
/// </param>
[MessagePackObject]
public sealed record SplitSpecification(
    [property: Key(0)] string By,
    [property: Key(1)] string? Of,
    [property: Key(2)] int? Prefix,
    [property: Key(3)] double Validation,
    [property: Key(4)] double Test,
    [property: Key(5)] long Seed,
    [property: Key(6)] DateTimeOffset? Before = null)
{
    public const string AtRandom = "random";
    public const string ByHash = "hash";
    public const string ByColumn = "column";
    public const string ByTime = "time";

    /// <summary>Every way to split, by the name that study files use.</summary>
    [IgnoreMember, JsonIgnore]
    public static IReadOnlyList<string> Ways { get; } = [AtRandom, ByHash, ByColumn, ByTime];
}
