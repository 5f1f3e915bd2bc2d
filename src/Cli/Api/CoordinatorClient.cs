namespace Seedbed.Cli.Api;

using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Http;

/// <summary>
/// The coordinator's HTTP API. A lost connection shows as <see cref="ConnectionLostException"/>, wherever in an answer
/// it breaks; an answer that should not be shows as <see cref="InfrastructureException"/>. A coordinator that cannot
/// answer now (503) is asked again for about a minute: that is safe, whatever was asked.
/// </summary>
internal sealed class CoordinatorClient(Uri address) : IDisposable
{
    private const int MaxTries = 12;

    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(8));

    private readonly HttpClient _http =
        new() { BaseAddress = new Uri(address, "/api/v1/"), Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Puts a file into the store unless the store has it.</summary>
    public async Task StoreAsync(ContentHash content, string path, CancellationToken cancellation)
    {
        using var presence = await AskAsync(() => new(HttpMethod.Head, $"store/{content}"), cancellation);
        if (presence.IsSuccessStatusCode) return;

        using var answer = await AskAsync(
            () => new(HttpMethod.Put, $"store/{content}") { Content = new StreamContent(File.OpenRead(path)) },
            cancellation);
        await RequireSuccessAsync(answer, cancellation);
    }

    /// <summary>Submits a study, or the same study again: only what is missing or failed will run.</summary>
    /// <exception cref="InfrastructureException">The coordinator refused what this tool found valid.</exception>
    /// <exception cref="ChangesNotAcceptedException">
    /// The study was begun with another program or other data, which the submission does not accept.
    /// </exception>
    public async Task<SubmissionAccepted> SubmitAsync(Submission submission, CancellationToken cancellation)
    {
        using var answer = await AskAsync(
            () => new(HttpMethod.Post, "studies")
            {
                Content = JsonContent.Create(submission, ApiJson.Default.Submission),
            },
            cancellation);
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity)
        {
            var refused = await ConnectedAsync(
                answer.Content.ReadFromJsonAsync(ApiJson.Default.SubmissionRefused, cancellation));
            var mistakes =
                refused?.Mistakes.Select(mistake => $"{mistake.Line}:{mistake.Column}: {mistake.Message}") ?? [];
            throw new InfrastructureException($"The coordinator refused the study: {string.Join("; ", mistakes)}");
        }

        if (answer.StatusCode == HttpStatusCode.Conflict)
        {
            var conflict = await ConnectedAsync(
                    answer.Content.ReadFromJsonAsync(ApiJson.Default.SubmissionConflict, cancellation))
                ?? throw new InfrastructureException("The coordinator refused the study without saying why.");
            throw new ChangesNotAcceptedException(conflict.Study, conflict.Changes);
        }

        await RequireSuccessAsync(answer, cancellation);
        return await ConnectedAsync(
                answer.Content.ReadFromJsonAsync(ApiJson.Default.SubmissionAccepted, cancellation))
            ?? throw new InfrastructureException("The coordinator accepted the study without saying what it accepted.");
    }

    /// <summary>The study as it stands, now and after every change, until the caller stops listening.</summary>
    public IAsyncEnumerable<StudyView> WatchAsync(string study, CancellationToken cancellation = default) =>
        ReadEventsAsync($"studies/{study}/live", ApiJson.Default.StudyView, cancellation);

    /// <summary>All jobs of the study by cell and seed, touched or not.</summary>
    public IAsyncEnumerable<JobRow> JobsAsync(string study, CancellationToken cancellation = default) =>
        ReadLinesAsync($"studies/{study}/jobs", ApiJson.Default.JobRow, cancellation);

    /// <summary>The curves of jobs with an outcome, in the order in which the journal has the jobs.</summary>
    public IAsyncEnumerable<CurveRow> CurvesAsync(string study, CancellationToken cancellation = default) =>
        ReadLinesAsync($"studies/{study}/curves", ApiJson.Default.CurveRow, cancellation);

    /// <summary>Content kept in the store. Held in memory: meant for results of a job, not for data.</summary>
    public async Task<byte[]> FetchAsync(ContentHash content, CancellationToken cancellation)
    {
        using var answer = await AskAsync(() => new(HttpMethod.Get, $"store/{content}"), cancellation);
        await RequireSuccessAsync(answer, cancellation);
        return await ConnectedAsync(answer.Content.ReadAsByteArrayAsync(cancellation));
    }

    public void Dispose() => _http.Dispose();

    private async IAsyncEnumerable<T> ReadLinesAsync<T>(
        string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var answer = await OpenAsync(path, cancellation);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
        while (await ConnectedAsync(reader.ReadLineAsync(cancellation).AsTask()) is { } line)
        {
            if (JsonSerializer.Deserialize(line, type) is { } row) yield return row;
        }
    }

    private async IAsyncEnumerable<T> ReadEventsAsync<T>(
        string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var answer = await OpenAsync(path, cancellation);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        await using var events = SseParser.Create(body).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (await ConnectedAsync(events.MoveNextAsync().AsTask()))
        {
            if (JsonSerializer.Deserialize(events.Current.Data, type) is { } view) yield return view;
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellation)
    {
        var answer = await AskAsync(() => new(HttpMethod.Get, path), cancellation);
        await RequireSuccessAsync(answer, cancellation);
        return answer;
    }

    /// <summary>The answer's head; its body comes as it is read.</summary>
    /// <param name="request">Makes it anew for each try.</param>
    private async Task<HttpResponseMessage> AskAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            using var message = request();
            var answer = await ConnectedAsync(
                _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation));
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries == MaxTries) return answer;

            answer.Dispose();
            await Task.Delay(BackOff.After(tries), cancellation);
        }
    }

    /// <summary>One exchange. A reset inside a body is a plain <see cref="IOException"/>.</summary>
    private static async Task<T> ConnectedAsync<T>(Task<T> exchange)
    {
        try
        {
            return await exchange;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ConnectionLostException(exception.Message, exception);
        }
    }

    private static async Task RequireSuccessAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode) return;

        var text = await ConnectedAsync(answer.Content.ReadAsStringAsync(cancellation));
        var request = answer.RequestMessage;
        var asked = $"{request?.Method} {request?.RequestUri?.PathAndQuery}";
        throw new InfrastructureException($"The coordinator answered {(int)answer.StatusCode} to {asked}: {text}");
    }
}
