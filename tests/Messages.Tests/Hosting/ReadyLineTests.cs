namespace Seedbed.Messages.Tests.Hosting;

using Seedbed.Messages.Hosting;
using Xunit;

public class ReadyLineTests
{
    private const string Line =
        """{"ready":true,"http":"http://127.0.0.1:1234","akka":"akka.tcp://seedbed@127.0.0.1:2345"}""";

    [Fact]
    public void It_names_both_addresses()
    {
        var ready = ReadyLine.Parse(Line);

        Assert.Equal(new(true, new Uri("http://127.0.0.1:1234"), "akka.tcp://seedbed@127.0.0.1:2345"), ready);
        Assert.Equal(Line, ready?.ToString());
    }

    [Theory]
    [InlineData("Unhandled exception.")]
    [InlineData("""{"ready":false,"http":"http://127.0.0.1:1","akka":"akka.tcp://seedbed@127.0.0.1:2"}""")]
    [InlineData("""{"ready":true}""")]
    public void Another_line_is_none(string line) => Assert.Null(ReadyLine.Parse(line));
}
