namespace Seedbed.Data.Tests.Surveys;

using Seedbed.Data.Partitions;
using Seedbed.Data.Surveys;
using Seedbed.Data.Tables;
using Xunit;

public class DataSurveyTests
{
    private const string Header = "word\tdomain\tstress\n";

    private static readonly DataSpecification Words = new(
        default, "words.tsv", Bytes: 0,
        new Dictionary<string, NameList> { ["text"] = "word", ["label"] = "stress", ["domain"] = "domain" },
        "common", null, [], new("random", null, null, 0.2, 0.2, Seed: 3), null);

    /// <summary>400 rows: three labels, every fourth row of another domain.</summary>
    private static string Rows => Header + string.Concat(
        Enumerable.Range(0, 400).Select(row => $"w{row}\t{(row % 4 == 0 ? "other" : "common")}\t{row % 7 % 3}\n"));

    [Theory]
    [InlineData(null)]
    [InlineData(60L)]
    [InlineData(5_000L)]
    public void Rows_are_counted_as_training_will_part_them(long? take)
    {
        using var file = TemporaryFile.Text(Rows, "words.tsv");
        var data = Words with { Take = take };

        var survey = Survey(file, data);

        var declared = data with { Domains = survey.Domains };
        var expected = Examples.Read(new(file.Path, declared))
            .CountBy(row => new Stratum(row.Label, PartNames.Of(row, declared), row.Domain));
        Assert.Equal(["common", "other"], survey.Domains);
        Assert.Equal(expected.ToDictionary(count => count.Key, count => (long)count.Value), survey.Counts);
        Assert.Empty(survey.Mistakes);
    }

    [Fact]
    public void More_labels_than_can_be_counted_are_a_mistake()
    {
        using var file = TemporaryFile.Text(
            Header + string.Concat(Enumerable.Range(0, 100_001).Select(row => $"w\tcommon\t{row}\n")), "words.tsv");

        var mistake = Assert.Single(Survey(file, Words).Mistakes);

        Assert.Equal(new("label", "Column 'stress' has more than 100,000 different values."), mistake);
    }

    [Fact]
    public void What_stops_the_reading_is_said_after_the_rows_before_it()
    {
        using var file = TemporaryFile.Text(Header + "w\n" + new string('x', 3 * 1024 * 1024), "words.tsv");

        Assert.Equal(
            [
                "words.tsv, line 2: 1 fields where the header names 3 columns.",
                "words.tsv: Line 3 or one soon after it: A row has more than 1,048,576 bytes.",
            ],
            Survey(file, Words).Mistakes.Select(mistake => mistake.In("words.tsv")));
    }

    private static DataSurvey Survey(TemporaryFile file, DataSpecification data)
    {
        using var table = Table.Open(file.Path, file.Name);
        return DataSurvey.Of(table, data);
    }
}
