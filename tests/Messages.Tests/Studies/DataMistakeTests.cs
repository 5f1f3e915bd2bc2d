namespace Seedbed.Messages.Tests.Studies;

using System.Globalization;
using System.Text;
using Seedbed.Messages.Http;
using Seedbed.Messages.Studies;
using Xunit;

/// <summary>Mistakes in the section <c>data</c> of a valid study, and in the file it names.</summary>
public sealed class DataMistakeTests : IDisposable
{
    private const string Header = "word\tdomain\tstress\n";
    private const string ThreeRows = Header + "abbey\tcommon\t10\nabout\tcommon\t01\nadam\tother\t10\n";
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Theory]
    [InlineData("path: words.tsv", "path: missing.tsv", "data.path", "There is no file 'missing.tsv'; paths are relative to the study file.")]
    [InlineData("path: words.tsv", "path: words.xlsx", "data.path", "'words.xlsx' does not end in one of .csv, .csv.gz, .tsv, .tsv.gz, .jsonl, .jsonl.gz, .ndjson, .ndjson.gz, .parquet, .npz, .npy, .idx, .idx.gz, -ubyte, -ubyte.gz, .tar.")]
    [InlineData("path: words.tsv", "path: { a: b }", "data.path", "Expected the path of a data file, or a list of such paths, found a table.")]
    [InlineData("path: words.tsv", "path: []", "data.path", "1 to 64 files can lie side by side; these are 0.")]
    [InlineData("path: words.tsv", "path: [words.tsv, more.csv]", "data.path[1]", "There is no file 'more.csv'; paths are relative to the study file.")]
    [InlineData("path: words.tsv", "path: [words.tsv, words.txt]", "data.path[1]", "'words.txt' does not end in one of .csv, .csv.gz, .tsv, .tsv.gz, .jsonl, .jsonl.gz, .ndjson, .ndjson.gz, .parquet, .npz, .npy, .idx, .idx.gz, -ubyte, -ubyte.gz, .tar.")]
    [InlineData("path: words.tsv", "path: [words.tsv, ./words.tsv]", "data.path[1]", "Two of the files are called 'words.tsv', which is to tell their columns apart: rename one.")]
    [InlineData("path: words.tsv", "path: [words.tsv, words.tar]", "data.path[1]", "'words.tar' holds files that lie side by side: list them, not it.")]
    [InlineData("path: words.tsv", "path: [words.tsv, [words.tsv]]", "data.path[1]", "Expected the path of a data file, found a list.")]
    [InlineData("path: words.tsv, ", "", "data", "'data' lacks 'path'. Write it like this: path: words.tsv.gz")]
    [InlineData("text: word,", "text: wrod,", "data.text", "'wrod' is no column of the data. Did you mean 'word'? Allowed: word, domain, stress.")]
    [InlineData("text: word,", "", "data", "'data' lacks 'text'. Write it like this: text: name-of-a-column")]
    [InlineData("text: word,", "txt: word,", "data.txt", "'txt' is no key of data of sequence-classifier. Did you mean 'text'? Allowed: path, text, label, domain, in-domain, classes, take, split.")]
    [InlineData("in-domain: common", "in-domain: comon", "data.in-domain", "'comon' is no value of column 'domain'. Did you mean 'common'? Allowed: common, other, proper.")]
    [InlineData("in-domain: common, ", "", "data", "'data' lacks 'in-domain'. Write it like this: in-domain: the-domain-to-train-on")]
    [InlineData("domain: domain, ", "", "data.in-domain", "'in-domain' needs 'domain': the column whose values are the domains.")]
    [InlineData("classes: 2", "classes: 1", "data.classes", "Expected a whole number from 2 to 10,000, found '1'.")]
    [InlineData("classes: 2", "take: 0", "data.take", "Expected a whole number from 1 on, found '0'.")]
    [InlineData("by: hash", "by: chance", "data.split.by", "'chance' is no way to split. Allowed: random, hash, column, time.")]
    [InlineData("by: hash, of: word, prefix: 5", "by: random, of: word", "data.split.of", "A split by random takes no 'of': leave it out.")]
    [InlineData("by: hash, of: word, prefix: 5", "by: time, of: word, before: soon", "data.split.before", "'soon' is no date: write 2000-01-31 or 2000-01-31T12:00:00Z.")]
    [InlineData("of: word, ", "", "data.split", "'data.split' lacks 'of'. Write it like this: of: name-of-a-column")]
    [InlineData("of: word", "of: words", "data.split.of", "'words' is no column of the data. Did you mean 'word'? Allowed: word, domain, stress.")]
    [InlineData("prefix: 5", "prefix: 0", "data.split.prefix", "Expected a whole number from 1 to 1,024 (characters), found '0'.")]
    [InlineData("validation: 0.1", "validation: 10%", "data.split.validation", "Expected a number from 0 to 1 (a share of the rows), found '10%'.")]
    [InlineData("validation: 0.1", "validation: 0.9", "data.split", "'validation' and 'test' take 100 % of the rows together: nothing is left to train on.")]
    [InlineData("seed: 1", "seed: -1", "data.split.seed", "Expected a whole number from 0 on, found '-1'.")]
    public void In_the_section(string valid, string mistaken, string path, string message)
    {
        Assert.Contains(valid, Workshop.Stress);

        var found = workshop.Read(Workshop.Stress.Replace(valid, mistaken)).Mistakes;

        var mistake = Assert.Single(found);
        Assert.Equal((3, path, message), (mistake.Line, mistake.Path, mistake.Message));
    }

    [Theory]
    [InlineData("", "data.path", "The data file cannot be used: It is empty; its first line must name the columns.")]
    [InlineData("word\tstress\tword\tdomain\na\t1\ta\tcommon\n", "data.text", "Column 'word' stands 2 times in the data's first line.")]
    [InlineData("a\tcommon\n", "data.path", "words.tsv, line 5: 2 fields where the header names 3 columns.")]
    [InlineData("b\t \t1\n", "data.path", "words.tsv, line 5: column 'domain' is empty.")]
    [InlineData("\tcommon\t\n", "data.path", "words.tsv, line 5: column 'word' is empty; column 'stress' is empty.")]
    [InlineData("a\tcom\"mon\t1\n", "data.path", "words.tsv, line 5: a quotation mark inside a field that does not begin with one, or without its end.")]
    [InlineData("a\t\"common\t1\n", "data.path", "words.tsv, line 6: a quotation mark inside a field that does not begin with one, or without its end.")]
    [InlineData("b\ttest\t1\n", "data.domain", "The domain 'test' has the name of a part that sequence-classifier evaluates anyway: rename it in the data.")]
    [InlineData("b\tval\t1\n", "data.domain", "The domain 'val' would give 'val.macro_f1' a second meaning: rename it in the data.")]
    public void In_the_file(string content, string path, string message)
    {
        workshop.Put("words.tsv", content is "" || content.StartsWith("word", StringComparison.Ordinal) ? content : ThreeRows + content);

        var mistake = workshop.Read(Workshop.Stress.Replace(" proper.macro_f1, other.macro_f1", "")).Mistakes[0];

        Assert.Equal((path, message), (mistake.Path, mistake.Message));
    }

    [Fact]
    public void Rows_are_all_looked_at_and_the_first_twenty_mistaken_ones_named()
    {
        workshop.Put("words.tsv", ThreeRows + string.Concat(Enumerable.Range(0, 50).Select(row => row % 2 == 0 ? "a\n" : "a\tcommon\t10\n")));

        var found = workshop.Read(Workshop.Stress).Mistakes;

        Assert.Equal(21, found.Count);
        Assert.Equal(Enumerable.Range(0, 20).Select(row => 5 + 2 * row), found.Take(20).Select(mistake =>
            int.Parse(mistake.Message["words.tsv, line ".Length..].Split(':')[0], CultureInfo.InvariantCulture)));
        Assert.Equal("words.tsv: 5 more rows are mistaken, the last in line 53.", found[^1].Message);
    }

    [Fact]
    public void Mistakes_of_section_and_rows_are_reported_together()
    {
        workshop.Put("words.tsv", ThreeRows + "a\n");

        var found = workshop.Read(Workshop.Stress.Replace("by: hash", "by: chance")).Mistakes;

        Assert.Equal(["data.path", "data.split.by"], found.Select(mistake => mistake.Path));
    }

    [Theory]
    [InlineData("classes: 2", "classes: 3", "data.classes", "The study declares 3 classes; its rows in domain have 2 different labels.")]
    [InlineData("seed: 1", "seed: 33", "data.path", "words.tsv: no row is left to train on, of 2 rows in domain with 2 labels.")]
    public void Too_little_in_the_file(string valid, string scarce, string path, string message)
    {
        var mistake = Assert.Single(workshop.Read(Workshop.Stress.Replace(valid, scarce).Replace("0.1", "0.4")).Mistakes);

        Assert.Equal((path, message), (mistake.Path, mistake.Message));
    }

    [Fact]
    public void Too_many_domains()
    {
        workshop.Put("words.tsv", Header + string.Concat(Enumerable.Range(0, 101).Select(domain => $"a\td{domain}\t1\n")));

        Assert.Equal(
            "There are more than 100 different domains; line 102 brings 'd100'.",
            Single("data.domain").Message);
    }

    [Fact]
    public void Text_that_is_not_utf_8_is_named_by_its_line_and_the_next_one_is_read()
    {
        workshop.Put("words.tsv", [.. Encoding.UTF8.GetBytes(ThreeRows), .. "a\tcommon\t"u8, 0xff, .. "\n\tcommon\t1\n"u8]);

        Assert.Equal(
            ["words.tsv, line 5: field 3 is not UTF-8.", "words.tsv, line 6: column 'word' is empty."],
            workshop.Read(Workshop.Stress).Mistakes.Select(mistake => mistake.Message));
    }

    [Fact]
    public void A_name_that_says_gzip_and_content_that_is_none()
    {
        workshop.Put("words.tsv.gz", Workshop.Words);

        var mistake = Assert.Single(workshop.Read(Workshop.Stress.Replace("words.tsv", "words.tsv.gz")).Mistakes, mistake => mistake.Path == "data.path");

        Assert.StartsWith("The data file cannot be used:", mistake.Message);
    }

    [Fact]
    public void A_row_without_an_end_is_not_read_to_its_end()
    {
        workshop.Compress("words.tsv.gz", "word\tdomain\tstress\n" + new string('a', 16 * 1024 * 1024));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = workshop.Read(Workshop.Stress.Replace("words.tsv", "words.tsv.gz"));

        Assert.Contains(reading.Mistakes, mistake => mistake.Message.EndsWith("A row has more than 1,048,576 bytes.", StringComparison.Ordinal));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 14 * 1024 * 1024);
    }

    [Fact]
    public void An_empty_validation_part_selects_no_epoch()
    {
        var reading = workshop.Read(Workshop.Stress.Replace("validation: 0.1", "validation: 0") + "select: best val.macro_f1\n");

        Assert.StartsWith("'val.macro_f1' has no value: the validation part is empty.", Assert.Single(reading.Mistakes).Message);
    }

    private Mistake Single(string path) => Assert.Single(workshop.Read(Workshop.Stress).Mistakes, mistake => mistake.Path == path);
}
