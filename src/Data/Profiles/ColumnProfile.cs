namespace Seedbed.Data.Profiles;

using Seedbed.Data.Partitions;
using Seedbed.Data.Surveys;

/// <summary>
/// A column that has a role, part by part: in all rows that fall into the part, also those that <c>classes</c> leaves
/// out.
/// </summary>
/// <param name="Kind">What its values are, such as <c>factor</c>.</param>
/// <param name="IsCompared">Whether shifts are known; false for a factor of very many values.</param>
public sealed record ColumnProfile(
    string Role, string Column, string Kind, bool IsCompared, IReadOnlyList<ColumnPartProfile> Parts)
{
    internal static IReadOnlyList<ColumnProfile> Of(DataSpecification data, DataSurvey survey)
    {
        var rows = PartNames.All(data).ToDictionary(part => part, _ => 0L);
        foreach (var (stratum, count) in survey.Counts)
            foreach (var part in stratum.PartsIn(data)) rows[part] += count;

        return
        [
            .. from role in data.Columns.OrderBy(role => role.Key, StringComparer.Ordinal)
               from column in role.Value
               select Of(role.Key, column, data.KindOf(role.Key)),
        ];

        ColumnProfile Of(string role, string column, RoleKind kind)
        {
            var surveyed = survey.Columns.FirstOrDefault(known => known.Column == column && known.Kind == kind);
            var trained = surveyed?.Parts.GetValueOrDefault(PartNames.Training);
            return new(
                role, column, kind.ToString().ToLowerInvariant(), surveyed?.Overflowed is not true,
                [.. PartNames.All(data).Select(part => ColumnPartProfile.Of(
                    part, rows[part], surveyed?.Parts.GetValueOrDefault(part), trained,
                    surveyed?.Overflowed is true))]);
        }
    }
}
