namespace Seedbed.Data.Tests.Tables;

using System.Text;
using Seedbed.Data.Tables;
using Xunit;

public class MalformedTableTests
{
    [Fact]
    public void A_mistaken_json_line_says_so_and_the_next_one_is_read()
    {
        byte[] content =
        [
            .. "{\"a\":1}\n\n[1]\n{\"a\":}\r\n{\"a\":\""u8, 0xff, .. "\"}\n{\"a\":{}}\n{\"a\":[[1]]}\n{\"a\":2}"u8,
        ];
        using var file = new TemporaryFile(content, "t.jsonl");

        var rows = file.Rows("a");

        Assert.Equal(
            [
                "line 1: ", "line 3: it is no JSON object", "line 4: it is no JSON from byte 6 on",
                "line 5: it is not UTF-8",
                "line 6: column 'a' holds an object or a list of lists",
                "line 7: column 'a' holds an object or a list of lists", "line 8: ",
            ],
            rows.Select(row => $"{row.Place}: {row.Mistake}"));
        Assert.Equal("2", rows[^1].Fields[0].Text);
    }

    [Fact]
    public void A_json_line_without_an_end_is_not_read_to_its_end()
    {
        using var file = TemporaryFile.Text("{\"a\":1}\n{\"a\":\"" + new string('x', 8 * 1024 * 1024), "t.jsonl.gz");

        var refused = Assert.Throws<InvalidDataException>(() => file.Rows("a"));

        Assert.Equal("Line 2 has more than 1,048,576 bytes.", refused.Message);
    }

    [Theory]
    [InlineData("t.parquet", "It is no Parquet file: ")]
    [InlineData("t.npz", "")]
    [InlineData("t.jsonl", "It names no column; each line must hold a JSON object.")]
    [InlineData("t.jsonl.gz", "")]
    public void Content_that_is_not_what_the_name_says_is_refused(string name, string expected)
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes("these are words and no table\n"), name);

        var refused = Assert.Throws<InvalidDataException>(() => Table.Open(file.Path, file.Name));

        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
    }
}
