namespace Seedbed.Messages.Studies.Reading;

using System.Globalization;
using Seedbed.Data;

/// <summary>Reads whole numbers of which only the multiples of another are allowed.</summary>
internal static class Multiples
{
    /// <summary>
    /// A multiple of the factor within both bounds; another number is answered with the nearest ones.
    /// </summary>
    /// <param name="what">Whose value it is.</param>
    /// <param name="factor">At least 1.</param>
    public static long? Read(
        YamlNode node, string what, int factor, long minimum, long maximum, Mistakes mistakes, string unit = "")
    {
        var allowed = $"a multiple of {Wording.Number(factor)} {Scalars.Range(minimum, maximum)}{unit}";
        if (node is not YamlText { IsPlain: true } text
            || !long.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Scalars.Report(node, allowed, mistakes);
            return null;
        }

        if (number % factor == 0 && number >= minimum && number <= maximum) return number;
        var nearest = Nearest(number, factor, minimum, maximum);
        mistakes.At(node, $"'{what}' is {Wording.Number(number)}; {allowed} is allowed{nearest}.");
        return null;
    }

    private static string Nearest(long number, int factor, long minimum, long maximum)
    {
        var within = Math.Clamp(number, minimum, maximum);
        var below = within - Remainder(within, factor);
        var above = below == within ? within : below + factor;
        long[] nearest = [.. new[] { below, above }.Distinct().Where(near => near >= minimum && near <= maximum)];
        return nearest switch
        {
            [var one] => $"; the nearest is {Wording.Number(one)}",
            [var one, var other] => $"; the nearest are {Wording.Number(one)} and {Wording.Number(other)}",
            _ => "",
        };
    }

    /// <summary>From 0 to the factor, also of a negative number.</summary>
    private static long Remainder(long number, int factor) => (number % factor + factor) % factor;
}
