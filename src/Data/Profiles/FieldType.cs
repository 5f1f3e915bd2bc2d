namespace Seedbed.Data.Profiles;

using System.Globalization;
using System.Text.Json.Serialization;
using Seedbed.Data.Partitions;
using Seedbed.Data.Tables;

/// <summary>What all values of a column look like. Only a guess: a study says what they mean.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldType>))]
public enum FieldType
{
    /// <summary>There is no value.</summary>
    [JsonStringEnumMemberName("empty")]
    Empty,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    [JsonStringEnumMemberName("flag")]
    Flag,

    /// <summary>A whole number of at most 64 bits.</summary>
    [JsonStringEnumMemberName("whole number")]
    WholeNumber,

    /// <summary>A finite number.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>A date, or a date and a time, by ISO 8601.</summary>
    [JsonStringEnumMemberName("date")]
    Date,

    /// <summary>Anything else that is one value.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>Several values.</summary>
    [JsonStringEnumMemberName("list")]
    List,

    /// <summary>Numbers, as many in each row.</summary>
    [JsonStringEnumMemberName("vector")]
    Vector,
}

/// <summary>How types of fields are guessed.</summary>
internal static class FieldTypes
{
    /// <summary>The narrowest type of a field that is not missing.</summary>
    public static FieldType Of(Field field) =>
        field.Vector is not null ? FieldType.Vector
        : field.Items is not null ? FieldType.List
        : Of(field.Text ?? "");

    /// <summary>The narrowest type of which the values of both are.</summary>
    public static FieldType Widened(FieldType one, FieldType other) => (one, other) switch
    {
        _ when one == other => one,
        (FieldType.Empty, _) => other,
        (_, FieldType.Empty) => one,
        (FieldType.Number or FieldType.WholeNumber, FieldType.Number or FieldType.WholeNumber) => FieldType.Number,
        (FieldType.List or FieldType.Vector, _) or (_, FieldType.List or FieldType.Vector) => FieldType.List,
        _ => FieldType.Text,
    };

    private static FieldType Of(string text) =>
        bool.TryParse(text, out _) ? FieldType.Flag
        : long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? FieldType.WholeNumber
        : IsNumber(text) ? FieldType.Number
        : Moment.Parse(text) is not null ? FieldType.Date
        : FieldType.Text;

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number);
}
