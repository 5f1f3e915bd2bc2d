namespace Seedbed.Messages.Studies.Reading;

using System.Globalization;
using Seedbed.Data;
using Seedbed.Messages.Programs;

/// <summary>
/// Reads values of a program's parameters into canonical form, in which equal values are equal texts.
/// </summary>
internal static class ParameterReading
{
    /// <summary>A table of parameters and values.</summary>
    /// <param name="program">Null where the program is not known: then only the table's form is checked.</param>
    /// <param name="grid">Parameters that are axes of the grid and may not be set here.</param>
    public static IReadOnlyDictionary<string, string> Read(
        YamlNode? node, ProgramDescription? program, IReadOnlyCollection<string> grid, Mistakes mistakes)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (node is null or YamlText { IsNothing: true }) return values;

        foreach (var (key, value) in Section.Read(node, "parameters", keys: null, mistakes)?.Entries ?? [])
        {
            if (grid.Contains(key.Text))
                mistakes.At(key,
                    $"'{key.Text}' is an axis of the grid, which gives every config its values: take it out here or "
                    + "there.");
            if (Find(key, program, mistakes) is { } parameter && Value(value, parameter, mistakes) is { } canonical)
                values[parameter.Name] = canonical;
        }

        return values;
    }

    /// <summary>The parameter a key names; null and reported if the program has none of that name.</summary>
    public static ParameterDescription? Find(YamlText key, ProgramDescription? program, Mistakes mistakes)
    {
        if (program is null) return null;

        var found = program.Parameters.FirstOrDefault(parameter => parameter.Name == key.Text);
        if (found is null)
        {
            string[] names = [.. program.Parameters.Select(parameter => parameter.Name)];
            mistakes.At(key, Wording.Unknown(key.Text, $"parameter of {program.Name}", names));
        }

        return found;
    }

    /// <summary>
    /// Whole numbers plain, numbers in the shortest form that reads back as the same, <c>true</c> and <c>false</c>,
    /// choices as they are.
    /// </summary>
    public static string? Value(YamlNode node, ParameterDescription parameter, Mistakes mistakes)
    {
        var unit = parameter.Unit is null ? "" : $" ({parameter.Unit})";
        return parameter.Type switch
        {
            ParameterType.Integer => Integer(node, parameter, unit, mistakes)?.ToString(CultureInfo.InvariantCulture),
            ParameterType.Number => Scalars.Number(node, parameter.Minimum, parameter.Maximum, mistakes, unit)
                ?.ToString("R", CultureInfo.InvariantCulture),
            ParameterType.Flag => Scalars.Flag(node, mistakes),
            ParameterType.Choice => Choice(node, parameter, mistakes),
            _ => throw new System.Diagnostics.UnreachableException($"No rule for {parameter.Type}."),
        };
    }

    private static long? Integer(YamlNode node, ParameterDescription parameter, string unit, Mistakes mistakes)
    {
        var (minimum, maximum) = (Whole(parameter.Minimum, int.MinValue), Whole(parameter.Maximum, int.MaxValue));
        return parameter.MultipleOf is > 1 and var factor
            ? Multiples.Read(node, parameter.Name, factor, minimum, maximum, mistakes, unit)
            : Scalars.Integer(node, minimum, maximum, mistakes, unit);
    }

    private static long Whole(double? bound, int otherwise) =>
        (long)Math.Clamp(bound ?? otherwise, int.MinValue, int.MaxValue);

    /// <summary>A choice may be called <c>null</c>, so the text counts as it stands.</summary>
    private static string? Choice(YamlNode node, ParameterDescription parameter, Mistakes mistakes)
    {
        var choices = parameter.Choices ?? [];
        return node is YamlText text && choices.Contains(text.Text)
            ? text.Text
            : Scalars.OneOf(node, $"choice of '{parameter.Name}'", choices, mistakes)?.Text;
    }
}
