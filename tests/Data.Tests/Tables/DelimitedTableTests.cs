namespace Seedbed.Data.Tests.Tables;

using Seedbed.Data.Tables;
using Xunit;

public class DelimitedTableTests
{
    private const string StrayQuote =
        "a quotation mark inside a field that does not begin with one, or without its end";

    [Theory]
    [InlineData("words.tsv")]
    [InlineData("words.TSV.GZ")]
    public void Columns_are_read_in_the_order_asked_for(string fileName)
    {
        using var file = TemporaryFile.Text("a\tb\tc\n1\t2\t3\n4\t5\t6\n", fileName);

        var rows = file.Rows("c", "a");

        Assert.Equal([["3", "1"], ["6", "4"]], rows.Select(row => row.Fields.Select(field => field.Text)));
        Assert.Equal(["line 2", "line 3"], rows.Select(row => row.Place.ToString()));
    }

    [Theory]
    [InlineData("words.csv", ',')]
    [InlineData("words.tsv", '\t')]
    public void Quoted_fields_hold_delimiters_quotation_marks_and_line_breaks(string fileName, char delimiter)
    {
        using var file = TemporaryFile.Text(
            "a,b\n\"x, \"\"y\"\"\",1\n\"two\nlines\",2\nplain,3\n".Replace(',', delimiter), fileName);

        var rows = file.Rows("a");

        Assert.Equal([$"x{delimiter} \"y\"", "two\nlines", "plain"], rows.Select(row => row.Fields[0].Text));
        Assert.Equal([2, 4, 5], rows.Select(row => row.Place.Number));
    }

    [Theory]
    [InlineData("words.tsv", "a\tb\n1\t2\n3\n5\t6\n", 3, "1 fields where the header names 2 columns")]
    [InlineData("words.csv", "a,b\n1,2\n3,4,5\n5,6\n", 3, "3 fields where the header names 2 columns")]
    [InlineData("words.csv", "a,b\n1,2\n3,x\"2\n5,6\n", 3, StrayQuote)]
    [InlineData("words.tsv", "a\tb\n1\t2\n3\tx\uFDD0\n5\t6\n", 3, "field 2 is not UTF-8")]
    public void A_mistaken_row_says_so_and_the_next_one_is_read(
        string fileName, string content, int line, string mistake)
    {
        using var file = TemporaryFile.Text(content, fileName);

        var rows = file.Rows("a", "b");

        Assert.Equal([null, mistake, null], rows.Select(row => row.Mistake));
        Assert.Equal((line, "5"), (rows[1].Place.Number, rows[2].Fields[0].Text));
    }

    [Fact]
    public void A_quotation_mark_without_its_end_takes_the_rest_of_the_file()
    {
        using var file = TemporaryFile.Text("a,b\n1,2\n\"3,4\n5,6\n", "words.csv");

        var last = file.Rows("a", "b")[^1];

        Assert.StartsWith("a quotation mark", last.Mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("words.tsv", "", "It is empty; its first line must name the columns.")]
    [InlineData("words.csv", "a,x\"b\n", $"Line 1: {StrayQuote}.")]
    [InlineData("words.xlsx", "a\tb\n", "Its name must end in one of .csv, .csv.gz, .tsv, .tsv.gz")]
    public void A_file_without_columns_is_not_opened(string fileName, string content, string expected)
    {
        using var file = TemporaryFile.Text(content, fileName);

        var refused = Assert.Throws<InvalidDataException>(() => Table.Open(file.Path, fileName));

        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_that_is_not_compressed_as_its_name_says_is_not_opened()
    {
        using var file = new TemporaryFile("a\tb\n1\t2\n"u8.ToArray(), "words.tsv.gz");

        var refused = Assert.Throws<InvalidDataException>(() => Table.Open(file.Path, file.Name));

        Assert.StartsWith("Line 1 or one soon after it: ", refused.Message, StringComparison.Ordinal);
    }
}
