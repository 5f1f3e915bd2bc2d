namespace Seedbed.Cli.Profiles;

using System.Globalization;

/// <summary>How numbers of a description are written for people.</summary>
internal static class Shown
{
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A whole number as it is, others with at least four significant digits; empty for none.</summary>
    public static string Number(double? number) => number switch
    {
        null => "",
        { } whole when Math.Abs(whole) < 1e15 && Math.Floor(whole) == whole => Number((long)whole),
        { } real => real.ToString(
            Math.Abs(real) switch { >= 1e15 => "G4", >= 1e4 => "N0", >= 1e3 => "N1", _ => "G4" },
            CultureInfo.InvariantCulture),
    };

    /// <summary>Such as <c>1,204 (12.0 %)</c>; a plain 0 for none.</summary>
    public static string Of(long count, long all) => count == 0 ? "0" : $"{Number(count)} ({Share(count, all)})";

    public static string Share(double part, double all) =>
        string.Create(CultureInfo.InvariantCulture, $"{(all == 0 ? 0 : 100 * part / all):0.0} %");

    public static string Fixed(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
