namespace Seedbed.Data.Tests;

using System.Text.Json;
using MessagePack;
using Xunit;

public class NameListTests
{
    [Fact]
    public void A_single_name_is_written_as_a_plain_text_as_it_always_was()
    {
        Assert.Equal("\"word\"", JsonSerializer.Serialize<NameList>("word"));
        Assert.Equal(MessagePackSerializer.Serialize("word"), MessagePackSerializer.Serialize<NameList>("word"));
    }

    [Theory]
    [InlineData("""["a","b"]""")]
    [InlineData("""["b","a"]""")]
    [InlineData("\"a\"")]
    public void Names_are_read_as_they_were_written(string json)
    {
        var names = JsonSerializer.Deserialize<NameList>(json)!;

        Assert.Equal(json, JsonSerializer.Serialize(names));
        Assert.Equal(names, MessagePackSerializer.Deserialize<NameList>(MessagePackSerializer.Serialize(names)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public void What_names_nothing_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<NameList>(json));
}
