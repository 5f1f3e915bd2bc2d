namespace Seedbed.Data.Tests.Profiles;

using System.Runtime.CompilerServices;
using System.Text.Json;
using Seedbed.Data.Profiles;
using Seedbed.Data.Surveys;
using Seedbed.Data.Tables;
using Xunit;

/// <summary>
/// Profiles of shipped data against <c>Files/expected.json</c>, which Python and numpy computed from the same files:
/// see <c>expected.py</c> there.
/// </summary>
public class DataProfileTests
{
    private static readonly SplitSpecification InTime = new(
        "time", "Flight Date", null, 0.1, 0.2, Seed: 1, new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static readonly string[] Factors =
    [
        "Airport Name", "Aircraft Make Model", "Aircraft Airline Operator", "Origin State", "Phase of flight",
        "Wildlife Size", "Wildlife Species", "Time of day",
    ];

    private static readonly Lazy<DataProfile> Birdstrikes = new(() => ProfileOf("birdstrikes.csv.gz", new(
        default, "birdstrikes.csv.gz", 0,
        new Dictionary<string, NameList>
        {
            ["factor"] = new(Factors),
            ["numeric"] = "Speed IAS in knots",
            ["label"] = "Effect Amount of damage",
        },
        null, 4, [], InTime, null)));

    private static readonly Lazy<DataProfile> Words = new(() => ProfileOf("cmudict_stress.tsv.gz", new(
        default, "cmudict_stress.tsv.gz", 0,
        new Dictionary<string, NameList> { ["text"] = "word", ["label"] = "stress", ["domain"] = "domain" },
        new("common", "other"), 24, [], new("hash", "word", 5, 0.1, 0.1, Seed: 1), null)));

    private static readonly JsonElement Expected =
        JsonDocument.Parse(File.ReadAllText(Beside("Files/expected.json"))).RootElement;

    public static IEnumerable<object[]> Parts =>
        from study in Expected.EnumerateObject()
        from part in study.Value.GetProperty("parts").EnumerateObject()
        select new object[] { study.Name, part.Name };

    [Theory, MemberData(nameof(Parts))]
    public void A_part_is_described_as_numpy_describes_it(string study, string part)
    {
        var (profile, expected) = (Of(study), Expected.GetProperty(study).GetProperty("parts").GetProperty(part));

        var found = profile.Parts.Single(candidate => candidate.Part == part);

        Assert.Equal(expected.GetProperty("rows").GetInt64(), found.Rows);
        Assert.Equal(
            expected.GetProperty("classes").EnumerateArray().Select(count => count.GetInt64()),
            found.Classes.Select(count => count.Rows));
        Assert.Equal(1, found.Classes.Sum(count => count.Share), precision: 12);
        Assert.Equal(expected.GetProperty("imbalance").GetDouble(), found.Balance!.Imbalance!.Value, precision: 12);
        Assert.Equal(expected.GetProperty("evenness").GetDouble(), found.Balance.Evenness!.Value, precision: 12);
        AssertShift(part, expected.GetProperty("labelShift"), found.LabelShift);
        AssertShift(part, expected.GetProperty("domainShift"), found.DomainShift);
    }

    [Fact]
    public void Classes_and_parts_are_in_the_order_of_training()
    {
        Assert.Equal(["train", "val", "test", "later"], Birdstrikes.Value.Parts.Select(part => part.Part));
        Assert.Equal(
            ["train", "val", "test", "common", "other", "proper"], Words.Value.Parts.Select(part => part.Part));
        foreach (var study in (string[])["birdstrikes", "domains"])
        {
            Assert.Equal(
                Expected.GetProperty(study).GetProperty("classes").EnumerateArray().Select(label => label.GetString()),
                Of(study).Classes);
        }
    }

    [Fact]
    public void Rows_that_are_not_used_are_counted()
    {
        Assert.Equal((10_000, 0, 15, 6), Counted(Birdstrikes.Value));
        Assert.Equal(116_284, Words.Value.Rows);
        Assert.Equal(
            Words.Value.Rows - Words.Value.OfOtherLabels,
            Words.Value.Parts.Where(part => part.Part is not ("common" or "other")).Sum(part => part.Rows));

        static (long, long, long, int) Counted(DataProfile data) =>
            (data.Rows, data.NotTaken, data.OfOtherLabels, data.Labels);
    }

    [Fact]
    public void Factors_are_compared_with_the_training_part_as_numpy_compares_them()
    {
        foreach (var factor in Factors)
            foreach (var part in Column(factor).Parts)
            {
                var expected = ExpectedColumn(factor).GetProperty(part.Part);
                Assert.Equal(expected.GetProperty("missing").GetInt64(), part.Missing);
                AssertShift(part.Part, expected.GetProperty("shift"), part.Shift);
            }
    }

    [Fact]
    public void Numbers_are_described_by_part_as_numpy_describes_them()
    {
        foreach (var part in Column("Speed IAS in knots").Parts)
        {
            var expected = ExpectedColumn("Speed IAS in knots").GetProperty(part.Part);
            Assert.Equal(expected.GetProperty("missing").GetInt64(), part.Missing);
            Assert.Equal(Number("minimum"), part.Numbers!.Minimum);
            Assert.Equal(Number("maximum"), part.Numbers.Maximum);
            Assert.Equal(Number("mean"), part.Numbers.Mean, precision: 9);
            Assert.Equal(Number("standardDeviation"), part.Numbers.StandardDeviation!.Value, precision: 9);
            if (part.Part == "train") Assert.Null(part.Numbers.MeanShift);
            else Assert.Equal(Number("meanShift"), part.Numbers.MeanShift!.Value, precision: 9);

            double Number(string name) => expected.GetProperty(name).GetDouble();
        }
    }

    [Fact]
    public void With_take_the_profile_is_that_of_the_rows_that_are_taken()
    {
        var declared = new DataSpecification(
            default, "t.csv", 0,
            new Dictionary<string, NameList> { ["factor"] = "f", ["label"] = "label" },
            null, null, [], new("random", null, null, 0.3, 0.3, Seed: 2), Take: 40);
        using var file = TemporaryFile.Text(
            "f,label\n" + string.Concat(Enumerable.Range(0, 300).Select(row =>
                $"{(row % 3 == 0 ? "" : $"v{row % 2}")},{row % 2}\n")),
            "t.csv");

        var profile = ProfileOf(file.Path, file.Name, declared);

        var taken = Data.Partitions.Examples.Read(new(file.Path, declared));
        Assert.Equal((300, 260, 0), (profile.Rows, profile.NotTaken, profile.OfOtherLabels));
        Assert.Equal(40, profile.Parts.Sum(part => part.Rows));
        Assert.Equal(
            taken.Count(row => row.Factors[0] is null),
            profile.Columns.Single(column => column.Role == "factor").Parts.Sum(part => part.Missing));
    }

    [Fact]
    public void A_factor_of_very_many_values_is_not_compared_but_what_is_missing_is_counted()
    {
        var declared = new DataSpecification(
            default, "t.csv", 0,
            new Dictionary<string, NameList> { ["factor"] = new("many", "few"), ["label"] = "label" },
            null, null, [], new("random", null, null, 0.2, 0.2, Seed: 2), null);
        using var file = TemporaryFile.Text(
            "many,few,label\n" + string.Concat(Enumerable.Range(0, 11_000).Select(row =>
                $"{(row == 10_999 ? "NA" : $"{row}")},{row % 4},{row % 2}\n")),
            "t.csv");

        var columns = ProfileOf(file.Path, file.Name, declared).Columns.Where(column => column.Role == "factor");

        Assert.Equal([("many", false, 1), ("few", true, 0)], columns.Select(column =>
            (column.Column, column.IsCompared, column.Parts.Sum(part => part.Missing))));
        Assert.All(columns.First().Parts, part => Assert.Null(part.Shift));
        Assert.All(columns.Last().Parts.Skip(1), part => Assert.NotNull(part.Shift));
    }

    [Fact]
    public void Without_labels_there_are_parts_and_no_classes()
    {
        var declared = new DataSpecification(
            default, "t.csv", 0, new Dictionary<string, NameList> { ["numeric"] = "x" },
            null, null, [], new("random", null, null, 0.2, 0.2, Seed: 2), null);
        using var file = TemporaryFile.Text(
            "x\n" + string.Concat(Enumerable.Range(0, 100).Select(row => $"{row}\n")), "t.csv");

        var profile = ProfileOf(file.Path, file.Name, declared);

        Assert.Empty(profile.Classes);
        Assert.Equal((0, 100), (profile.Labels, profile.Parts.Sum(part => part.Rows)));
        Assert.All(profile.Parts, part => Assert.True(part is { Balance: null, LabelShift: null, DomainShift: null }));
    }

    /// <summary>
    /// Beside the exact values: that the formula for chance is near what 2,000 draws of two samples gave.
    /// </summary>
    private static void AssertShift(string part, JsonElement expected, Shift? found)
    {
        if (part == "train" || expected.ValueKind is JsonValueKind.Null)
        {
            Assert.Null(found);
            return;
        }

        Assert.Equal(expected.GetProperty("distance").GetDouble(), found!.Distance, precision: 12);
        Assert.Equal(expected.GetProperty("byChance").GetDouble(), found.ByChance, precision: 12);
        var drawn = expected.GetProperty("drawn").GetDouble();
        Assert.InRange(found.ByChance, 0.9 * drawn, 1.2 * drawn);
    }

    private static ColumnProfile Column(string name) =>
        Birdstrikes.Value.Columns.Single(column => column.Column == name);

    private static JsonElement ExpectedColumn(string name) =>
        Expected.GetProperty("birdstrikes").GetProperty("columns").GetProperty(name);

    private static DataProfile Of(string study) => (study == "domains" ? Words : Birdstrikes).Value;

    private static DataProfile ProfileOf(string file, DataSpecification data) =>
        ProfileOf(Beside($"../../../data/{file}"), file, data);

    private static DataProfile ProfileOf(string path, string name, DataSpecification data)
    {
        using var table = Table.Open(path, name);
        var survey = DataSurvey.Of(table, data);
        Assert.Empty(survey.Mistakes);
        return DataProfile.Of(data with { Domains = survey.Domains }, survey);
    }

    private static string Beside(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, path);
}
