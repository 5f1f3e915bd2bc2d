namespace Seedbed.Data.Tests;

using Seedbed.Data.Partitions;
using Seedbed.Data.Profiles;
using Seedbed.Data.Surveys;
using Seedbed.Data.Tables;
using Xunit;

/// <summary>Beside no other test: what the whole process keeps is measured.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public class MemoryTests
{
    private static readonly DataSpecification Words = new(
        default, "words.tsv", Bytes: 0,
        new Dictionary<string, NameList> { ["text"] = "word", ["label"] = "stress" },
        null, null, [], new("random", null, null, 0.2, 0.2, Seed: 3), null);

    [Fact]
    public void A_survey_of_many_rows_takes_no_more_memory_than_one_of_few()
    {
        using var small = TemporaryFile.Text(Long(1_000), "words.tsv.gz");
        using var large = TemporaryFile.Text(Long(200_000), "words.tsv.gz");

        Assert.InRange(Kept(large) - Kept(small), long.MinValue, 1_000_000);   // five bytes a row

        static string Long(int rows) => "word\tstress\n" + string.Concat(
            Enumerable.Range(0, rows).Select(row => $"w{row}\t{row % 5}\n"));

        static long Kept(TemporaryFile file)
        {
            using var table = Table.Open(file.Path, file.Name);
            var survey = DataSurvey.Of(table, Words);
            var kept = GC.GetTotalMemory(forceFullCollection: true);
            Assert.Equal(5, survey.Counts.Keys.Select(count => count.Label).Distinct().Count());
            return kept;
        }
    }

    [Fact]
    public void A_profile_of_long_values_takes_no_more_memory_than_one_of_short_ones()
    {
        var text = "x\n" + string.Concat(Enumerable.Range(0, 400).Select(row => $"{row}{new string('y', 50_000)}\n"));
        using var file = TemporaryFile.Text(text, "t.csv.gz");
        text = "";
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var profile = FileProfile.Of(file.Path, file.Name);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 10_000_000);   // of 40 MB
        Assert.Equal(400, profile.Columns[0].Distinct);
        Assert.All(profile.Columns[0].Examples, example => Assert.Equal(41, example.Length));
    }
}
