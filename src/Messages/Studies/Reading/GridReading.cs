namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Data;
using Seedbed.Messages.Programs;

/// <summary>Reads <c>grid</c>: parameters and the values each takes.</summary>
internal static class GridReading
{
    public static IReadOnlyList<GridAxis> Read(YamlNode? node, ProgramDescription? program, Mistakes mistakes)
    {
        if (node is null or YamlText { IsNothing: true }) return [];

        var entries = Section.Read(node, "grid", keys: null, mistakes)?.Entries.ToList() ?? [];
        if (entries.Count > StudyLimits.GridAxes)
            mistakes.At(node, $"The grid has {entries.Count} axes; {StudyLimits.GridAxes} are allowed.");

        var axes = new List<GridAxis>();
        foreach (var (key, value) in entries)
        {
            var parameter = ParameterReading.Find(key, program, mistakes);
            if (value is not YamlList { Items.Count: > 0 } list)
                Scalars.Report(value, "a list of values", mistakes);
            else if (list.Items.Count > StudyLimits.GridValues)
                mistakes.At(list,
                    $"The axis has {Wording.Number(list.Items.Count)} values; "
                    + $"{Wording.Number(StudyLimits.GridValues)} are allowed.");
            else if (parameter is not null)
                axes.Add(new(parameter.Name, Distinct(list, parameter, mistakes)));
        }

        return axes;
    }

    private static List<string> Distinct(YamlList list, ParameterDescription parameter, Mistakes mistakes)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
            if (ParameterReading.Value(item, parameter, mistakes) is { } value && !values.Add(value))
                mistakes.At(item, $"The axis has the value {value} already.");
        return [.. values];
    }
}
