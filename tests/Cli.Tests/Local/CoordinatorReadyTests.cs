namespace Seedbed.Cli.Tests.Local;

using Seedbed.Cli;
using Seedbed.Cli.Local;
using Xunit;

public class CoordinatorReadyTests
{
    [Fact]
    public void The_ready_line_names_both_addresses()
    {
        var ready = CoordinatorReady.Parse(
            """{"ready":true,"http":"http://127.0.0.1:1234","akka":"akka.tcp://seedbed@127.0.0.1:2345"}""");

        Assert.Equal(new Uri("http://127.0.0.1:1234"), ready.Http);
        Assert.Equal("akka.tcp://seedbed@127.0.0.1:2345", ready.Akka);
    }

    [Theory]
    [InlineData("Unhandled exception.")]
    [InlineData("""{"ready":false,"http":"http://127.0.0.1:1","akka":"akka.tcp://seedbed@127.0.0.1:2"}""")]
    [InlineData("""{"ready":true}""")]
    public void Another_line_is_shown_to_people(string line) =>
        Assert.Contains(
            line, Assert.Throws<InfrastructureException>(() => CoordinatorReady.Parse(line)).Message,
            StringComparison.Ordinal);
}
