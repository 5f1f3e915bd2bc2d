namespace Seedbed.Cli.Tests.Api;

using System.Net;
using System.Net.Sockets;
using System.Text;
using Seedbed.Cli.Api;
using Xunit;

public sealed class CoordinatorClientTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public CoordinatorClientTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_reset_inside_an_answer_is_a_lost_connection()
    {
        using var client = new CoordinatorClient(new($"http://{_listener.LocalEndpoint}"));
        await using var rows = client.CurvesAsync("demo").GetAsyncEnumerator();
        var first = rows.MoveNextAsync();
        using var server = await _listener.AcceptSocketAsync();
        await server.SendAsync(Encoding.UTF8.GetBytes(
            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
            + """{"cell":0,"seed":0,"metric":"loss","step":1,"value":0.5}""" + "\n"));
        Assert.True(await first);

        server.Close(timeout: 0); // discards what was not sent: a reset

        await Assert.ThrowsAsync<ConnectionLostException>(async () => await rows.MoveNextAsync());
    }

    [Fact]
    public async Task A_coordinator_that_is_not_there_is_a_lost_connection()
    {
        var address = new Uri($"http://{_listener.LocalEndpoint}");
        _listener.Stop();
        using var client = new CoordinatorClient(address);

        await Assert.ThrowsAsync<ConnectionLostException>(() => client.SubmitAsync(new("", null, null), default));
    }
}
