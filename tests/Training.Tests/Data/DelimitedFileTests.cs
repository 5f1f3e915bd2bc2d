namespace Seedbed.Training.Tests.Data;

using Seedbed.Training.Data;
using Xunit;

public class DelimitedFileTests
{
    [Theory]
    [InlineData("words.tsv")]
    [InlineData("words.TSV.GZ")]
    public void Columns_are_read_by_name_in_the_order_asked_for(string fileName)
    {
        using var table = new TemporaryTable(
            fileName.EndsWith("GZ", StringComparison.Ordinal) ? TemporaryTable.Compress("a\tb\tc\n1\t2\t3\n4\t5\t6\n") : "a\tb\tc\n1\t2\t3\n4\t5\t6\n"u8.ToArray(), fileName);

        var rows = DelimitedFile.Read(table.Path, fileName, ["c", "a"]).ToList();

        Assert.Equal([["3", "1"], ["6", "4"]], rows.Select(row => row.Fields));
        Assert.Equal([2, 3], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("words.csv", ',')]
    [InlineData("words.tsv", '\t')]
    public void Quoted_fields_hold_delimiters_quotation_marks_and_line_breaks(string fileName, char delimiter)
    {
        var content = "a,b\n\"x, \"\"y\"\"\",1\n\"two\nlines\",2\nplain,3\n".Replace(',', delimiter);
        using var table = new TemporaryTable(content, fileName);

        var rows = DelimitedFile.Read(table.Path, fileName, ["a"]).ToList();

        Assert.Equal([$"x{delimiter} \"y\"", "two\nlines", "plain"], rows.Select(row => row.Fields[0]));
        Assert.Equal([2, 4, 5], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("words.tsv", "a\tb\n1\t2\n3\n", "words.tsv, line 3: 1 fields where the header names 2 columns.")]
    [InlineData("words.csv", "a,b\n1,2\n3,4,5\n", "words.csv, line 3: 3 fields where the header names 2 columns.")]
    [InlineData("words.csv", "a,b\n1,x\"2\n", "words.csv, line 2: a quotation mark")]
    [InlineData("words.csv", "a,b\n1,2\n\"3,4\n", "words.csv, line 4: a quotation mark")]
    [InlineData("words.tsv", "a\tb\n1\tx\"2\n", "words.tsv, line 2: a quotation mark")]
    [InlineData("words.tsv", "word\tstress\n1\t2\n", "words.tsv has no column 'a'. Its columns: word, stress.")]
    [InlineData("words.tsv", "a\tc\n1\t2\n", "words.tsv has no column 'b'; did you mean 'a'? Its columns: a, c.")]
    [InlineData("words.tsv", "", "words.tsv is empty: the first line names the columns.")]
    [InlineData("words.xlsx", "a\tb\n", "words.xlsx is no table: its name must end in .csv, .tsv, .csv.gz or .tsv.gz.")]
    public void A_malformed_table_is_refused_by_file_and_line(string fileName, string content, string expected)
    {
        using var table = new TemporaryTable(content, fileName);

        var refused = Assert.Throws<InvalidDataException>(() => DelimitedFile.Read(table.Path, fileName, ["a", "b"]).ToList());

        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_not_utf8_is_refused()
    {
        using var table = new TemporaryTable([.. "a\tb\n1\t"u8, 0xFF, .. "\n"u8], "words.tsv");

        var refused = Assert.Throws<InvalidDataException>(() => DelimitedFile.Read(table.Path, "words.tsv", ["a", "b"]).ToList());

        Assert.Contains("not UTF-8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_claims_to_be_compressed_and_is_not_is_refused()
    {
        using var table = new TemporaryTable("a\tb\n1\t2\n"u8.ToArray(), "words.tsv.gz");

        var refused = Assert.Throws<InvalidDataException>(() => DelimitedFile.Read(table.Path, "words.tsv.gz", ["a"]).ToList());

        Assert.StartsWith("words.tsv.gz, line 1 or after it: ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stres", "stress")]
    [InlineData("domian", "domain")]
    [InlineData("temperature", null)]
    [InlineData("", null)]
    public void A_misspelt_column_is_answered_with_the_nearest_one_if_it_is_near(string misspelt, string? expected) =>
        Assert.Equal(expected, NearestName.To(misspelt, ["word", "domain", "stress"]));
}
