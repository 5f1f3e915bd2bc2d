namespace Seedbed.Training.Tests.Data;

using Seedbed.Data;
using Seedbed.Training.Data;
using Xunit;

public class TableCorpusTests
{
    private static readonly SplitSpecification AtRandom = new("random", null, null, 0.1, 0.1, Seed: 1);

    /// <summary>Numbers by <c>birdstrikes.py</c> beside this file, Python 3.11 with numpy.</summary>
    [Fact]
    public void Wildlife_strikes_are_encoded_as_an_independent_script_does_it()
    {
        var corpus = TableCorpus.Read(
            new(ShippedData.Path("birdstrikes.csv.gz"), Declaration(
                "birdstrikes.csv.gz", AtRandom, classes: 4, "Effect Amount of damage",
                new("Phase of flight", "Aircraft Airline Operator"), "Speed IAS in knots")),
            minimum: 20);
        var test = corpus.Evaluation[0];

        Assert.Equal(["None", "Minor", "Substantial", "Medium"], corpus.Classes);
        Assert.Equal([8014, 989, 982], [corpus.Training.Count, corpus.Validation.Count, test.Count]);
        Assert.Equal(["Phase of flight", "Aircraft Airline Operator"], corpus.Factors.Select(factor => factor.Name));
        Assert.Equal([7, 37], corpus.Factors.Select(factor => factor.Count));
        Assert.Equal(["Approach", "Climb", "Take-off run"], corpus.Factors[0].Categories.Take(3));
        Assert.Equal("FRONTIER AIRLINES", corpus.Factors[1].Categories[^1]);
        Assert.Equal([3063, 7581], Enumerable.Range(0, 2).Select(factor => Column(test.Factors, factor, of: 2).Sum()));
        Assert.Equal(152.92353043176695, corpus.Numbers[0].Mean, 1e-10);
        Assert.Equal(43.08276998630836, corpus.Numbers[0].Deviation, 1e-10);
        Assert.Equal(276, test.IsMissing.ToArray().Count(missing => missing));
        Assert.Equal(109_702f, test.Numbers.ToArray().Sum());
        Assert.Equal(
            [900, 37, 24, 21], Enumerable.Range(0, 4).Select(index => test.Classes.ToArray().Count(c => c == index)));
    }

    [Fact]
    public void A_category_is_missing_unknown_or_one_of_the_most_frequent()
    {
        var vocabulary = FactorVocabulary.Of("f", ["b", "a", "c", null, "b", "a", "c", "rare", "d", "d", "d"], 2, 3);

        Assert.Equal(["d", "a", "b"], vocabulary.Categories);
        Assert.Equal([0, 1, 1, 2, 3, 4], new[] { null, "rare", "c", "d", "a", "b" }.Select(vocabulary.Encode));
        Assert.Equal(5, vocabulary.Count);
    }

    [Fact]
    public void Missing_numbers_are_marked_and_count_for_no_scale()
    {
        using var table = new TemporaryTable("x,y,f,kind\n1,NA,a,k\n3,,NA,k\nnull,nan,,k\n", "t.csv");

        var corpus = TableCorpus.Read(new(table.Path, Declaration(
            "t.csv", AtRandom with { Validation = 0, Test = 0 }, null, "kind", "f", new("x", "y"))));

        Assert.Equal([new NumberScale("x", 2, 1), new NumberScale("y", 0, 1)], corpus.Numbers);
        Assert.Equal([1, 0, 3, 0, 0, 0], corpus.Training.Numbers.ToArray());
        Assert.Equal([false, true, false, true, true, true], corpus.Training.IsMissing.ToArray());
        Assert.Equal([2, 0, 0], corpus.Training.Factors.ToArray());
    }

    [Fact]
    public void A_number_that_is_none_is_named_by_line_and_column()
    {
        using var table = new TemporaryTable("x,f,kind\n1,a,k\ntwo,a,k\n", "t.csv");

        var refused = Assert.Throws<InvalidDataException>(() => TableCorpus.Read(new(table.Path, Declaration(
            "t.csv", AtRandom, null, "kind", "f", "x"))));

        Assert.Equal("t.csv, line 3: column 'x' holds 'two', which is no finite number.", refused.Message);
    }

    private static DataSpecification Declaration(
        string fileName, SplitSpecification split, int? classes, string label, NameList factors, NameList numbers) =>
            new(
        default, fileName, Bytes: 0,
        new Dictionary<string, NameList> { ["label"] = label, ["factor"] = factors, ["numeric"] = numbers },
        InDomain: null, classes, Domains: [], split, Take: null);

    private static IEnumerable<int> Column(ReadOnlySpan<int> values, int column, int of) =>
        values.ToArray().Where((_, place) => place % of == column);
}
