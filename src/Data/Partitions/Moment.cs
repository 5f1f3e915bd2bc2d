namespace Seedbed.Data.Partitions;

using System.Globalization;

/// <summary>
/// Dates and times in data and study files: ISO 8601, from a year alone to fractions of a second; without an offset
/// in UTC.
/// </summary>
public static class Moment
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyyMMdd", "yyyy-MM", "yyyy",
    ];

    /// <summary>For people who wrote something else.</summary>
    public const string Example = "2000-01-31 or 2000-01-31T12:00:00Z";

    /// <returns>Null for what is no date.</returns>
    public static DateTimeOffset? Parse(string text)
    {
        var isKnown = DateTimeOffset.TryParseExact(
            text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment);
        return isKnown ? moment : null;
    }
}
