namespace Seedbed.Messages;

using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using MessagePack;

/// <summary>
/// The name of a study: 1 to 63 lower-case letters, digits and hyphens, beginning with a letter or digit.
/// </summary>
[MessagePackObject]
[JsonConverter(typeof(StudyIdJson))]
public readonly partial record struct StudyId
{
    /// <exception cref="ArgumentException">The name is not a valid study name.</exception>
    [SerializationConstructor]
    public StudyId(string name) =>
        Name = IsValid(name) ? name : throw new ArgumentException(
            $"'{name}' is not a study name: {Rule}.", nameof(name));

    public const string Rule = "1 to 63 lower-case letters, digits and hyphens, beginning with a letter or digit";

    [Key(0)]
    public string Name { get; }

    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    public override string ToString() => Name;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

/// <summary>
/// One job: a cell of a study, trained from one of its seeds. Both are positions in the study's own lists,
/// which only grow: an index never comes to mean another cell or seed.
/// </summary>
[MessagePackObject]
public readonly record struct JobId(
    [property: Key(0)] StudyId Study, [property: Key(1)] int Cell, [property: Key(2)] int Seed)
{
    public override string ToString() => $"{Study}/{Cell}/{Seed}";
}

/// <summary>One child process of a trainer node, bound to one device. <c>Index</c> counts from 0.</summary>
[MessagePackObject]
public readonly record struct SlotId([property: Key(0)] string Node, [property: Key(1)] int Index)
{
    public override string ToString() => $"{Node}#{Index}";
}
