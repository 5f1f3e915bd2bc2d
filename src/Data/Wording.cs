namespace Seedbed.Data;

using System.Globalization;

/// <summary>How mistakes are worded: what was found, what is allowed, and what may have been meant.</summary>
public static class Wording
{
    private const int MaxListed = 24;
    private const int MaxQuoted = 60;

    /// <summary>
    /// Such as <c>'postions' is no parameter of mlp. Did you mean 'positions'? Allowed: epochs, positions.</c>
    /// </summary>
    /// <param name="what">Such as <c>parameter of mlp</c>.</param>
    public static string Unknown(string found, string what, IReadOnlyCollection<string> allowed) =>
        $"{Quote(found)} is no {what}.{DidYouMean(found, allowed)} {Allowed(allowed)}";

    public static string DidYouMean(string found, IReadOnlyCollection<string> allowed) =>
        NearestName.Of(found, allowed) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    public static string Allowed(IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => "There is none.",
        <= MaxListed => $"Allowed: {string.Join(", ", names)}.",
        _ => $"Allowed: {string.Join(", ", names.Take(MaxListed))} and {names.Count - MaxListed} more.",
    };

    public static string Quote(string text) => text.Length <= MaxQuoted ? $"'{text}'" : $"'{text[..MaxQuoted]}…'";

    public static string Percent(double? share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    public static string Number(Int128 number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
