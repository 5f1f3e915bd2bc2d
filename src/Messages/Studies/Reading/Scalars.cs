namespace Seedbed.Messages.Studies.Reading;

using System.Globalization;
using Seedbed.Data;

/// <summary>Reads single values; what is no such value is reported and read as null.</summary>
internal static class Scalars
{
    /// <param name="expected">Such as <c>the name of a column</c>.</param>
    public static YamlText? Text(YamlNode node, string expected, Mistakes mistakes)
    {
        if (node is YamlText { IsNothing: false } text) return text;
        Report(node, expected, mistakes);
        return null;
    }

    public static YamlText? OneOf(YamlNode node, string what, IReadOnlyCollection<string> allowed, Mistakes mistakes)
    {
        if (node is not YamlText { IsNothing: false } text)
        {
            Report(node, $"one of {string.Join(", ", allowed)}", mistakes);
            return null;
        }

        if (allowed.Contains(text.Text)) return text;
        mistakes.At(text, Wording.Unknown(text.Text, what, allowed));
        return null;
    }

    /// <summary>The text <c>true</c> or <c>false</c>.</summary>
    public static string? Flag(YamlNode node, Mistakes mistakes)
    {
        if (node is YamlText { IsPlain: true, Text: "true" or "false" } text) return text.Text;
        Report(node, "true or false", mistakes);
        return null;
    }

    /// <summary>A whole number within both bounds.</summary>
    public static long? Integer(YamlNode node, long minimum, long maximum, Mistakes mistakes, string unit = "")
    {
        if (node is YamlText { IsPlain: true } text
            && long.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= minimum && number <= maximum)
            return number;

        Report(node, $"a whole number {Range(minimum, maximum)}{unit}", mistakes);
        return null;
    }

    /// <summary>A finite number within the bounds there are.</summary>
    public static double? Number(YamlNode node, double? minimum, double? maximum, Mistakes mistakes, string unit = "")
    {
        if (node is YamlText { IsPlain: true } text
            && double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) && !(number < minimum) && !(number > maximum))
            return number + 0.0;   // −0 becomes 0

        Report(node, $"a number {Range(minimum, maximum)}".TrimEnd() + unit, mistakes);
        return null;
    }

    public static void Report(YamlNode node, string expected, Mistakes mistakes)
    {
        if (node is not YamlUnusable) mistakes.At(node, YamlWording.Expected(expected, node));
    }

    public static string Range(long minimum, long maximum) => maximum == long.MaxValue
        ? $"from {Wording.Number(minimum)} on"
        : $"from {Wording.Number(minimum)} to {Wording.Number(maximum)}";

    private static string Range(double? minimum, double? maximum) => (minimum, maximum) switch
    {
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"from {low} to {high}"),
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"from {low} on"),
        (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"up to {high}"),
        _ => "",
    };
}
