namespace Seedbed.Data;

using System.Text.Json.Serialization;

/// <summary>What the values of a role are, and so what a value that is missing means.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoleKind>))]
public enum RoleKind
{
    /// <summary>A text that is not blank.</summary>
    Text,

    /// <summary>
    /// At least one symbol: a list of texts or numbers, or a text whose symbols lie between white space.
    /// </summary>
    Tokens,

    /// <summary>One of a few values, or none. A role of this kind may take several columns.</summary>
    Factor,

    /// <summary>A finite number, a vector of them, or none. A role of this kind may take several columns.</summary>
    Numeric,

    /// <summary>What is predicted: a text that is not blank.</summary>
    Label,

    /// <summary>Where a row comes from: a text that is not blank.</summary>
    Domain,

    /// <summary>What a split goes by: a text that is not blank.</summary>
    Split,

    /// <summary>When a row came about: a date, or a date and a time.</summary>
    Time,
}

/// <summary>What kinds mean for columns.</summary>
public static class RoleKinds
{
    private static readonly Dictionary<string, RoleKind> Named = Enum.GetValues<RoleKind>()
        .ToDictionary(kind => kind.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind of a role that declares none: the one it is called like, otherwise text.</summary>
    public static RoleKind OfName(string role) => Named.GetValueOrDefault(role, RoleKind.Text);

    public static bool TakesSeveralColumns(this RoleKind kind) => kind is RoleKind.Factor or RoleKind.Numeric;
}
