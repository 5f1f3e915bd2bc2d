namespace Seedbed.Coordinator.Http;

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

/// <summary>
/// Rows as JSON lines, written as they come and never held. A failure on the way breaks the connection off, so that
/// half of the rows are not taken for all.
/// </summary>
internal sealed class JsonLines<T>(IAsyncEnumerable<T> rows, JsonTypeInfo<T> type) : IResult
{
    private const int FlushAbove = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/jsonl";
        var body = httpContext.Response.BodyWriter;
        await using var json = new Utf8JsonWriter(body);
        await foreach (var row in rows.WithCancellation(httpContext.RequestAborted))
        {
            JsonSerializer.Serialize(json, row, type);
            await json.FlushAsync(httpContext.RequestAborted);
            json.Reset();
            body.GetSpan(1)[0] = (byte)'\n';
            body.Advance(1);
            if (body.UnflushedBytes > FlushAbove) await body.FlushAsync(httpContext.RequestAborted);
        }
    }
}
