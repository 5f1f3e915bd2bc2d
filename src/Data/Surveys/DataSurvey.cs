namespace Seedbed.Data.Surveys;

using Seedbed.Data.Partitions;
using Seedbed.Data.Tables;

/// <summary>What one pass over all rows of a study's data found, in memory that does not grow with the file.</summary>
/// <param name="Rows">Rows of the file that are as they should be.</param>
/// <param name="Domains">Distinct values of the domain column, in ordinal order; empty if there is none.</param>
/// <param name="Counts">Rows by label, part and domain, as far as <c>take</c> takes them.</param>
/// <param name="Columns">What factor columns hold, then what numeric ones do, in the rows that are counted.</param>
/// <param name="Mistakes">Empty if the data can be trained on.</param>
public sealed record DataSurvey(
    long Rows,
    IReadOnlyList<string> Domains,
    IReadOnlyDictionary<Stratum, long> Counts,
    IReadOnlyList<ColumnSurvey> Columns,
    IReadOnlyList<DataMistake> Mistakes)
{
    /// <param name="data">As the study declares it; its domains are not known yet.</param>
    /// <exception cref="InvalidDataException">The table has no such column.</exception>
    public static DataSurvey Of(Table table, DataSpecification data)
    {
        var reader = new ExampleReader(data, table.Columns);
        var mistaken = new RowMistakes();
        var counts = new RowCounts(data);
        var domains = new DomainNames();
        var mistakes = new List<DataMistake>();
        var number = 0L;
        try
        {
            foreach (var row in table.Rows(reader.Columns))
            {
                var (example, mistake) = reader.Read(number++, row);
                mistake ??= domains.Add(example?.Domain, row.Place);
                if (mistake is not null) mistaken.Add(row.Place, mistake);
                else if (example is not null) counts.Add(example, reader.NumberLengths);
            }
        }
        catch (InvalidDataException broken)
        {
            mistakes.Add(new("path", broken.Message));
        }

        counts.End();
        mistakes.InsertRange(0, mistaken.InOrder());
        if (domains.TooMany is { } tooMany) mistakes.Add(new(Roles.Domain, tooMany));
        if (mistakes.Count == 0) mistakes.AddRange(Enough(data, domains.InOrder, counts));
        return new(number - mistaken.Count, domains.InOrder, counts.Strata, counts.Columns, mistakes);
    }

    /// <summary>Labels of the rows that could be trained on and how often each occurs.</summary>
    internal static Dictionary<string, long> InDomain(IEnumerable<KeyValuePair<Stratum, long>> counts) => counts
        .Where(count => PartNames.IsInDomain(count.Key.Part))
        .GroupBy(count => count.Key.Label, count => count.Value)
        .ToDictionary(label => label.Key, label => label.Sum());

    /// <summary>What is missing although every row is as it should be.</summary>
    private static IEnumerable<DataMistake> Enough(
        DataSpecification data, IReadOnlyList<string> domains, RowCounts counts)
    {
        if (counts.Overflowed)
        {
            var most = Wording.Number(DataLimits.Labels);
            var column = data.ColumnsOf(RoleKind.Label).First();
            yield return new(Roles.Label, $"Column '{column}' has more than {most} different values.");
            yield break;
        }

        // said where the domain is named
        if (domains.Count > 0 && data.InDomain?.All(domains.Contains) is not true) yield break;

        var labels = InDomain(counts.Strata);
        if (data.Classes is { } classes && labels.Count < classes)
        {
            yield return new(
                "classes",
                $"The study declares {classes} classes; its rows in domain have {labels.Count} different labels.");
            yield break;
        }

        var trained = counts.Strata.Keys.Where(stratum => stratum.Part == PartNames.Training)
            .Select(stratum => stratum.Label).ToHashSet();
        if (!LabelSelection.Of(labels, data).Any(trained.Contains))
        {
            var rows = Wording.Number(labels.Values.Sum());
            yield return new(
                "path", $"no row is left to train on, of {rows} rows in domain with {labels.Count} labels.");
        }
    }
}
