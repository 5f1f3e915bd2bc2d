namespace Seedbed.Data.Tests.Surveys;

using Seedbed.Data.Partitions;
using Seedbed.Data.Surveys;
using Seedbed.Data.Tables;
using Xunit;

/// <summary>Beside no other test: what the whole process keeps is measured.</summary>
[Collection(nameof(SurveyMemoryTests))]
[CollectionDefinition(nameof(SurveyMemoryTests), DisableParallelization = true)]
public class SurveyMemoryTests
{
    private static readonly DataSpecification Words = new(
        default, "words.tsv", Bytes: 0,
        new Dictionary<string, NameList> { ["text"] = "word", ["label"] = "stress" },
        null, null, [], new("random", null, null, 0.2, 0.2, Seed: 3), null);

    [Fact]
    public void Many_rows_take_no_more_memory_than_few()
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
}
