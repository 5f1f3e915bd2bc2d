namespace Seedbed.Training.Tests.Data;

using CsCheck;
using Seedbed.Data;
using Seedbed.Data.Partitions;
using Seedbed.Training.Data;
using Xunit;

public class TextCorpusTests
{
    private const string Header = "word\tdomain\tstress\n";
    private static readonly SplitSpecification ByHash = new("hash", "word", 5, 0.2, 0.2, Seed: 1);
    private static readonly SplitSpecification AtRandom = new("random", null, null, 0.2, 0.2, Seed: 1);

    /// <summary>
    /// 900 words in 300 families of three that share their first five letters; every third family is out of domain.
    /// </summary>
    private static string Words => Header + string.Concat(
        from family in Enumerable.Range(0, 300)
        from ending in new[] { "", "s", "ing" }
        let stem = $"{(char)('a' + family % 26)}{(char)('a' + family / 26)}{family:000}"
        select $"{stem}{ending}\t{(family % 3 == 0 ? "other" : "common")}\t{(family % 5 == 0 ? "01" : "10")}\n");

    [Theory]
    [InlineData("hash")]
    [InlineData("random")]
    public void Every_row_is_in_exactly_one_part(string by)
    {
        using var table = new TemporaryTable(Words);
        var source = table.Source(by == "hash" ? ByHash : AtRandom);
        var rows = Examples.Read(source);

        var partition = Partition.Of(rows, source.Declaration);

        var parted = partition.Training.Concat(partition.Validation)
            .Concat(partition["test"]).Concat(partition["other"]);
        Assert.Equal(rows.Select(row => row.Row), parted.Select(row => row.Row).Order());
        Assert.InRange(partition.Validation.Count, 60, 180);
        Assert.InRange(partition["test"].Count, 60, 180);
        Assert.All(partition["other"], row => Assert.Equal("other", row.Domain));
        Assert.Empty(partition["proper"]);
    }

    [Fact]
    public void A_split_by_hash_never_parts_words_with_a_common_beginning()
    {
        using var table = new TemporaryTable(Words);
        var source = table.Source(ByHash);

        var partition = Partition.Of(Examples.Read(source), source.Declaration);

        var parts = new[] { partition.Training, partition.Validation, partition["test"] };
        var partsOfBeginning = parts
            .SelectMany((part, index) => part.Select(row => (Beginning: row.Text[..5], Part: index))).Distinct();
        Assert.All(partsOfBeginning.CountBy(pair => pair.Beginning), beginning => Assert.Equal(1, beginning.Value));
    }

    [Fact]
    public void A_split_stays_when_rows_are_added_and_changes_with_its_seed()
    {
        using var table = new TemporaryTable(Words);
        using var longer = new TemporaryTable(Words + "zzzzz\tcommon\t10\n");

        Assert.Equal(Validation(table, AtRandom), Validation(longer, AtRandom).Where(word => word != "zzzzz"));
        Assert.NotEqual(Validation(table, AtRandom), Validation(table, AtRandom with { Seed = 2 }));

        static IEnumerable<string> Validation(TemporaryTable table, SplitSpecification split)
        {
            var source = table.Source(split);
            return Partition.Of(Examples.Read(source), source.Declaration).Validation.Select(row => row.Text);
        }
    }

    [Fact]
    public void A_fraction_is_what_sha256_says()
    {
        // printf 1/split/abcde | sha256sum → the first 53 bits, by Python: (int(hex[:16], 16) >> 11) / 2**53
        Assert.Equal(0.4011843159520111, KeyedFraction.Of(1, "split", "abcde"));
    }

    [Fact]
    public void Taking_some_rows_takes_the_same_ones_in_file_order()
    {
        using var table = new TemporaryTable(Words);

        var hundred = Examples.Read(table.Source(AtRandom, take: 100)).Select(row => row.Row).ToList();
        var fifty = Examples.Read(table.Source(AtRandom, take: 50)).Select(row => row.Row).ToList();

        Assert.Equal(100, hundred.Count);
        Assert.Equal(hundred.Order(), hundred);
        Assert.Empty(fifty.Except(hundred));
        Assert.Equal(900, Examples.Read(table.Source(AtRandom, take: 5_000)).Count);
    }

    [Fact]
    public void Classes_are_the_most_frequent_labels_in_domain_ties_in_ordinal_order()
    {
        using var table = new TemporaryTable(Header + string.Concat(
            Rows("common", "B", 3), Rows("common", "A", 3), Rows("common", "rare", 1), Rows("common", "C", 5),
            Rows("other", "rare", 9)));
        var source = table.Source(AtRandom with { Validation = 0, Test = 0 }, classes: 3);

        var corpus = TextCorpus.Read(source, TextUnit.Character, maxSymbols: 100, maxLength: 100);

        Assert.Equal(["C", "A", "B"], corpus.Classes);
        Assert.Equal(11, corpus.Training.Count);
        Assert.Equal(["test", "other", "proper"], corpus.Evaluation.Select(part => part.Name));
        Assert.Equal(0, corpus.Evaluation[1].Count); // its only label is not among the declared classes

        static string Rows(string domain, string label, int count) =>
            string.Concat(Enumerable.Range(0, count).Select(number => $"w{number}\t{domain}\t{label}\n"));
    }

    [Fact]
    public void Fewer_labels_in_domain_than_declared_classes_are_refused()
    {
        using var table = new TemporaryTable(Header + "a\tcommon\t1\nb\tcommon\t2\nc\tother\t3\n");

        var refused = Assert.Throws<InvalidDataException>(
            () =>
                TextCorpus.Read(table.Source(AtRandom, classes: 3), TextUnit.Character, maxSymbols: 10, maxLength: 10));

        Assert.Equal(
            "words.tsv: the study declares 3 classes; its rows in domain have 2 different labels.", refused.Message);
    }

    [Fact]
    public void Texts_are_numbered_by_the_training_part_alone_and_cut_to_the_longest_allowed()
    {
        using var table = new TemporaryTable(Header + "abba\tcommon\t1\nbö\tcommon\t1\nxbxaab\tother\t1\n");

        var corpus = TextCorpus.Read(
            table.Source(AtRandom with { Validation = 0, Test = 0 }), TextUnit.Character, maxSymbols: 2, maxLength: 4);

        Assert.Equal(3, corpus.Vocabulary.Count);
        Assert.Equal([2, 1, 1, 2], corpus.Training[0].ToArray()); // b is more frequent than a
        Assert.Equal([1, Vocabulary.Unknown], corpus.Training[1].ToArray());
        Assert.Equal([Vocabulary.Unknown, 1, Vocabulary.Unknown, 2], corpus.Evaluation[1][0].ToArray());
    }

    [Fact]
    public void Tokens_lie_between_white_space()
    {
        using var table = new TemporaryTable(Header + "the cat  the dog\tcommon\t1\n");

        var corpus = TextCorpus.Read(
            table.Source(AtRandom with { Validation = 0, Test = 0 }), TextUnit.Token, maxSymbols: 10, maxLength: 10);

        Assert.Equal([1, 2, 1, 3], corpus.Training[0].ToArray());
    }

    [Theory]
    [InlineData("w\tcommon\t \n", "words.tsv, line 2: column 'stress' is empty.")]
    [InlineData(
        "w\tcommon\t1\nv\tcomon\t1\n",
        "words.tsv, line 3: 'comon' is no domain of the study. Did you mean 'common'? Allowed: common, other, proper.")]
    [InlineData("w\tother\t1\n", "words.tsv: no row is left to train on, of 1 rows with 0 classes in domain.")]
    public void Rows_that_are_not_as_declared_are_refused(string rows, string expected)
    {
        using var table = new TemporaryTable(Header + rows);

        var refused = Assert.Throws<InvalidDataException>(
            () => TextCorpus.Read(table.Source(AtRandom), TextUnit.Character, maxSymbols: 10, maxLength: 10));

        Assert.Equal(expected, refused.Message);
    }

    [Fact]
    public void Fractions_fill_the_unit_interval() =>
        Gen.Select(Gen.Long, Gen.String).Sample((seed, text) => KeyedFraction.Of(seed, "split", text) is >= 0 and < 1);
}
