namespace Seedbed.Data.Partitions;

using System.Globalization;
using Seedbed.Data.Tables;

/// <summary>Reads fields as values of a kind. What is no such value is described, not thrown.</summary>
internal static class FieldReading
{
    /// <summary>What stands for a value that is missing, besides nothing at all.</summary>
    private static readonly string[] Absent = ["NA", "NaN", "null"];

    public static string? Text(Field field, out string? mistake)
    {
        var text = field.Text;
        mistake = field.IsMissing || (text is not null && string.IsNullOrWhiteSpace(text)) ? "is empty"
            : text is null ? "holds a list where one value is expected"
            : null;
        return text;
    }

    public static IReadOnlyList<string>? Tokens(Field field, out string? mistake)
    {
        var tokens = field.Items
            ?? field.Vector?.Select(number => number.ToString("R", CultureInfo.InvariantCulture)).ToArray()
            ?? field.Text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        mistake = tokens is null or { Count: 0 } ? "is empty" : null;
        return tokens;
    }

    /// <returns>Null where the value is missing.</returns>
    public static string? Factor(Field field, out string? mistake)
    {
        mistake = field.Items is null && field.Vector is null ? null : "holds a list where one value is expected";
        return IsMissing(field) ? null : field.Text;
    }

    /// <returns>As many numbers as the field has; NaN for a scalar that is missing.</returns>
    public static IReadOnlyList<float>? Numbers(Field field, out string? mistake)
    {
        mistake = null;
        if (field.Vector is { } vector) return vector;
        if (IsMissing(field)) return [float.NaN];

        IReadOnlyList<string> texts = field.Items ?? [field.Text ?? ""];
        var numbers = new float[texts.Count];
        for (var place = 0; place < numbers.Length; place++)
        {
            if (float.TryParse(texts[place], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[place])
                && float.IsFinite(numbers[place]))
                continue;

            mistake = $"holds {Wording.Quote(texts[place])}, which is no finite number";
            return null;
        }

        return numbers;
    }

    /// <summary>Whether a field that may be missing is: blank, <c>NA</c>, <c>NaN</c> or <c>null</c>.</summary>
    public static bool IsMissing(Field field) =>
        field.IsMissing
        || (field.Text is { } text
            && (string.IsNullOrWhiteSpace(text) || Absent.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase)));
}
