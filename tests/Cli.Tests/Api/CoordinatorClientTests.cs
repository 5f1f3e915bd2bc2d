namespace Seedbed.Cli.Tests.Api;

using System.Globalization;
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
    public async Task A_coordinator_that_cannot_answer_now_is_asked_again()
    {
        using var client = new CoordinatorClient(new($"http://{_listener.LocalEndpoint}"));
        var submitted = client.SubmitAsync(new("name: demo", null, null), default);

        var first = await AnswerAsync("503 Service Unavailable", "");
        var second = await AnswerAsync("201 Created", """{"study":"demo","cells":1,"jobs":2,"newJobs":2}""");

        Assert.Equal(2, (await submitted).Jobs);
        Assert.Equal(first, second);
        Assert.Contains("name: demo", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_begun_with_other_data_is_refused_with_what_changed()
    {
        using var client = new CoordinatorClient(new($"http://{_listener.LocalEndpoint}"));
        var submitted = client.SubmitAsync(new("name: demo", null, null), default);

        await AnswerAsync("409 Conflict", """
            {"status":409,"detail":"…","study":"demo",
             "changes":{"changes":[{"what":"data","before":"a","after":"b"}],"results":1,"newJobs":20}}
            """);

        var refused = await Assert.ThrowsAsync<ChangesNotAcceptedException>(() => submitted);
        Assert.Equal(
            """
            Study 'demo' was begun with something else, so none of its cells is the same any more:
              data: a → b
            1 result would be kept apart, and 20 jobs would run.
            """,
            refused.Description);
        Assert.Contains("--accept-changes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_that_is_not_there_is_a_lost_connection()
    {
        var address = new Uri($"http://{_listener.LocalEndpoint}");
        _listener.Stop();
        using var client = new CoordinatorClient(address);

        await Assert.ThrowsAsync<ConnectionLostException>(() => client.SubmitAsync(new("", null, null), default));
    }

    /// <summary>Takes the next connection and answers what is asked over it.</summary>
    /// <returns>The body of the request.</returns>
    private async Task<string> AnswerAsync(string status, string body)
    {
        using var server = await _listener.AcceptTcpClientAsync();
        await using var stream = server.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync() is { Length: > 0 }) { }    // headers
        var length = int.Parse(
            await reader.ReadLineAsync() ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var asked = new char[length];                                  // ASCII, in one chunk
        await reader.ReadBlockAsync(asked);
        for (var line = 0; line < 3; line++) await reader.ReadLineAsync();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
        return new(asked);
    }
}
