namespace Seedbed.Data.Partitions;

using System.Globalization;
using Seedbed.Data.Tables;

/// <summary>Reads all rows that a study uses, for training on them.</summary>
public static class Examples
{
    /// <summary>
    /// The rows of a study's data, in file order; with <c>take</c> those with the smallest fractions.
    /// </summary>
    /// <exception cref="InvalidDataException">The data is not as declared; the message names file and
    /// place.</exception>
    public static IReadOnlyList<Example> Read(DataSource source) => ReadNamed(source).Rows;

    /// <summary>As <see cref="Read"/>, with the names of what the rows hold.</summary>
    /// <exception cref="InvalidDataException">The data is not as declared; the message names file and
    /// place.</exception>
    public static NamedExamples ReadNamed(DataSource source)
    {
        var declaration = source.Declaration;
        using var table = Readable(declaration, () => Table.Open(source.Path, declaration.FileName));
        var reader = Readable(declaration, () => new ExampleReader(declaration, table.Columns));
        var rows = Rows(table, reader, declaration).ToList();
        if (declaration.Take is { } take && take < rows.Count)
        {
            rows = [.. rows.OrderBy(row => TakeFraction(row.Row, declaration)).Take((int)take).OrderBy(row => row.Row)];
        }

        return new(rows, reader.FactorNames, reader.NumberNames);
    }

    /// <summary>What <c>take</c> chooses a row by: the rows with the smallest fractions are taken.</summary>
    public static double TakeFraction(long row, DataSpecification data) =>
        KeyedFraction.Of(data.Split.Seed, "take", row.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<Example> Rows(Table table, ExampleReader reader, DataSpecification data)
    {
        using var rows = table.Rows(reader.Columns).GetEnumerator();
        for (var number = 0L; Readable(data, rows.MoveNext); number++)
        {
            var (example, mistake) = reader.Read(number, rows.Current);
            if (example?.Domain is { } domain && !data.Domains.Contains(domain))
                mistake = Wording.Unknown(domain, "domain of the study", data.Domains).TrimEnd('.');
            if (example is null || mistake is not null)
                throw new InvalidDataException($"{data.FileName}, {rows.Current.Place}: {mistake}.");

            yield return example;
        }
    }

    private static T Readable<T>(DataSpecification data, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException mistake)
        {
            throw new InvalidDataException($"{data.FileName}: {mistake.Message}", mistake);
        }
    }
}

/// <summary>Rows of a study's data in file order, and what their factors and numbers are called.</summary>
public sealed record NamedExamples(
    IReadOnlyList<Example> Rows, IReadOnlyList<string> FactorNames, IReadOnlyList<string> NumberNames);
